(() => {
  const form = document.getElementById("answers")
  const who = document.getElementById("who")
  if (!who) return
  const answers = () => [...form.querySelectorAll("fieldset")].map(post => ({
    post: post.dataset.post,
    day: post.dataset.day,
    title: post.querySelector("legend").textContent,
    answer: post.querySelector("input:checked")?.value ?? null,
    comment: post.querySelector("textarea")?.value.trim() || null,
  })).filter(one => one.answer || one.comment)
  const lines = () => answers().map(one => [`${one.title} (${one.post}, ${one.day})`, one.answer, one.comment].filter(Boolean).join("\n"))
  document.getElementById("mail").addEventListener("click", () => {
    const body = [...lines(), who.value].join("\n\n")
    location.href = `mailto:${encodeURIComponent(form.dataset.to)}?subject=${encodeURIComponent(form.dataset.subject)}&body=${encodeURIComponent(body)}`
  })
  document.getElementById("save").addEventListener("click", () => {
    const said = JSON.stringify({ review: form.dataset.subject, by: who.value || null, answers: answers() }, null, 1)
    const link = Object.assign(document.createElement("a"), { download: "review.json", href: `data:application/json;charset=utf-8,${encodeURIComponent(said)}` })
    link.click()
  })
})()
