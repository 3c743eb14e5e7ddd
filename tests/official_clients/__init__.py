"""Networks' own clients: each file runs in a venv of its own and speaks to a stand-in of ours.

What the stand-in is called with here was not written by us, so it must understand more than our own flows.
"""
