"""The emulator's live page: what pools, jobs and tasks are doing, to be looked at in a browser.

It is reached by a link that can be used once (`access`), is made of a few files without a build step (`static`), and
reads JSON that is made from the state each time it is asked for (`views`). It changes nothing.
"""
