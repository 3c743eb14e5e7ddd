// Search when the site is opened from a folder. Browsers start no worker from file://, so there the theme's search
// runs in a hidden frame that answers like one. Everywhere else this file does nothing.
(() => {
  if (location.protocol !== "file:") return

  class IFrameWorker extends EventTarget {
    constructor(url) {
      super()
      this.waiting = []
      this.frame = Object.assign(document.createElement("iframe"), { hidden: true, srcdoc: "<!doctype html><title>-</title>" })
      this.frame.addEventListener("load", () => this.start(String(url)), { once: true })
      document.body.append(this.frame)
    }

    start(url) {
      const inside = this.frame.contentWindow
      inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      inside.importScripts = async (...urls) => {
        for (const each of urls) await load(inside.document, each)
      }
      load(inside.document, url).then(() => {
        this.inside = inside
        this.waiting.forEach(data => this.postMessage(data))
      })
    }

    postMessage(data) {
      if (this.inside) this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data }))
      else this.waiting.push(data)
    }

    terminate() {
      this.frame.remove()
    }
  }

  function load(where, src) {
    return new Promise((done, failed) => {
      const script = Object.assign(where.createElement("script"), { src, onload: done, onerror: failed })
      where.head.append(script)
    })
  }

  window.IFrameWorker = window.Worker = IFrameWorker
})()
