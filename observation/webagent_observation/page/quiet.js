/**
 * Resolves once the document has been quiet for `quiet` ms, or after `cap` ms: its own DOM, those of
 * open shadow roots and of frames of its origin, and what moves or appears by a transition.
 *
 * A script of its own, run in the document for this wait alone.
 */
([quiet, ticker, cap]) =>
  new Promise((resolve) => {
    const end = performance.now() + cap;
    /** @type {Set<Document | ShadowRoot>} */
    const watched = new Set();
    /** @type {Map<Node, number>} */
    const firstChanges = new Map();
    let timer;

    /**
     * What builds up adds to its place. Ticks of a clock, a progress bar or a script's animation
     * only keep coming back to theirs, and count for a while.
     */
    const matters = (/** @type {MutationRecord} */ { target, addedNodes, removedNodes }) => {
      if (addedNodes.length > removedNodes.length) return true;
      const now = performance.now();
      const first = firstChanges.get(target) ?? now;
      firstChanges.set(target, first);
      return now - first < ticker;
    };

    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(check, Math.max(Math.min(quiet, end - performance.now()), 0));
    };

    const observer = new MutationObserver((records) => {
      if (records.some(matters)) wait();
    });

    const watch = (/** @type {Document | ShadowRoot} */ root) => {
      if (!watched.has(root)) {
        watched.add(root);
        observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
      }
      const elements = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT);
      for (let element; (element = elements.nextNode()); ) {
        const inner = element.shadowRoot ?? element.contentDocument;
        if (inner?.nodeType) watch(inner);
      }
    };

    /** Colours tell nothing, and what never ends is decoration. */
    const paint = /background|border|color|fill|filter|outline|shadow|stroke/;
    const moves = (/** @type {Animation} */ animation) =>
      animation.playState === "running" &&
      !paint.test(animation.transitionProperty) &&
      animation.effect?.getComputedTiming().endTime - animation.currentTime < cap;

    const check = () => {
      // No mutation tells of a shadow root attached late, or of a frame that shows another document.
      const known = watched.size;
      watch(document);
      const changing = watched.size > known || [...watched].some((root) => root.getAnimations?.().some(moves));
      if (changing && performance.now() < end) return wait();
      observer.disconnect();
      resolve();
    };

    watch(document);
    wait();
  });
