/**
 * A page as facts: every element of the main document and of the documents in frames that its
 * scripts could reach (same origin), open shadow roots included. Reads only.
 *
 * Accessors are taken from the prototypes, because a form hands out its fields by name: a form
 * with a field called `children` or `attributes` has no other property of that name.
 */
() => {
  const LONGEST_VALUE = 500;
  const LONGEST_TEXT = 120;
  const INLINE = new Set([
    "a", "abbr", "b", "bdi", "bdo", "br", "button", "cite", "code", "data", "del", "dfn", "em",
    "font", "i", "img", "input", "ins", "kbd", "label", "mark", "meter", "output", "picture",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "select", "slot", "small", "span", "strong",
    "sub", "sup", "svg", "textarea", "time", "tt", "u", "var", "wbr",
  ]);
  const NAMED_BY_CONTENT = new Set(["a", "button", "label", "legend", "option", "summary"]);
  const WITHOUT_TEXT = new Set(["script", "style", "template", "noscript", "head", "iframe"]);
  const FIELDS = new Set(["input", "select", "textarea"]);
  const BUTTON_TYPES = new Set(["button", "reset", "submit"]);

  const getter = (/** @type {object} */ prototype, /** @type {string} */ name) =>
    Object.getOwnPropertyDescriptor(prototype, name).get;
  const reader = (/** @type {object} */ prototype, /** @type {string} */ name) => {
    const get = getter(prototype, name);
    return (/** @type {Node} */ node) => get.call(node);
  };
  const attributesOf = reader(Element.prototype, "attributes");
  const childElementsOf = reader(Element.prototype, "children");
  const childNodesOf = reader(Node.prototype, "childNodes");
  const localNameOf = reader(Element.prototype, "localName");
  const parentElementOf = reader(Node.prototype, "parentElement");
  const parentNodeOf = reader(Node.prototype, "parentNode");
  const shadowRootOf = reader(Element.prototype, "shadowRoot");
  const slotOf = reader(Element.prototype, "assignedSlot");
  const attribute = (/** @type {Element} */ element, /** @type {string} */ name) =>
    Element.prototype.getAttribute.call(element, name);
  const rootOf = (/** @type {Node} */ node) => Node.prototype.getRootNode.call(node);

  /** @type {Element[]} */
  let elements = [];
  /** @type {Map<Element, number>} */
  let indices = new Map();
  /** The frame that shows the document of a root element. @type {Map<Element, number>} */
  let frameOf = new Map();

  /** A frame's document, if scripts of this page may see it. */
  const documentIn = (/** @type {Element} */ frame) => {
    try {
      return frame.contentDocument;
    } catch {
      return null;
    }
  };

  /** Children in the composed tree; a host's children without a slot come after its shadow tree. */
  const childrenOf = (/** @type {Element} */ element) => {
    const own = [...childElementsOf(element)];
    const shadow = shadowRootOf(element);
    if (shadow) return [...shadow.children, ...own.filter((child) => !slotOf(child))];
    if (element instanceof HTMLSlotElement) return [...element.assignedElements(), ...own];
    return own;
  };

  /** All elements, parents first, in document order; one document after the other. */
  const walk = () => {
    elements = [];
    indices = new Map();
    frameOf = new Map();
    /** @type {(number | null)[]} */
    const parents = [];
    /** @type {string[]} */
    const closed = [];
    const waiting = [document];
    for (const source of waiting) {
      /** @type {[Element, number | null][]} */
      const stack = source.documentElement ? [[source.documentElement, null]] : [];
      while (stack.length) {
        const [element, parent] = stack.pop();
        const index = elements.length;
        elements.push(element);
        indices.set(element, index);
        parents.push(parent);
        if (localNameOf(element) === "iframe" || localNameOf(element) === "frame") {
          const inner = documentIn(element);
          if (inner) {
            waiting.push(inner);
            if (inner.documentElement) frameOf.set(inner.documentElement, index);
          } else {
            closed.push(element.src ?? "");
          }
        }
        const children = childrenOf(element);
        for (let i = children.length - 1; i >= 0; i--) stack.push([children[i], index]);
      }
    }
    return { parents, closed };
  };

  const collapse = (/** @type {string} */ text) =>
    text.replace(/\s+/g, " ").trim().toWellFormed();
  const cut = (/** @type {string} */ text, /** @type {number} */ length) =>
    (text.length > length ? text.slice(0, length) : text).toWellFormed();

  /** Texts from the leaves up, each cut on the way: a page's whole text is never put together. */
  const readTexts = (/** @type {(element: Element, index: number) => boolean} */ isShown) => {
    const texts = new Array(elements.length).fill("");
    const holdsBlocks = new Array(elements.length).fill(false);
    const saysItself = new Array(elements.length).fill(false);
    for (let index = elements.length - 1; index >= 0; index--) {
      const element = elements[index];
      const tag = localNameOf(element);
      if (WITHOUT_TEXT.has(tag)) continue;
      if (tag === "img") {
        texts[index] = collapse(attribute(element, "alt") ?? "").slice(0, LONGEST_TEXT);
        continue;
      }
      let text = "";
      const shadow = shadowRootOf(element);
      const slotted = element instanceof HTMLSlotElement ? element.assignedNodes() : [];
      const nodes = shadow ? shadow.childNodes : slotted.length ? slotted : childNodesOf(element);
      for (const node of nodes) {
        if (node.nodeType === Node.TEXT_NODE) {
          const own = node.data;
          if (!saysItself[index] && /\S/.test(own)) saysItself[index] = true;
          if (text.length < LONGEST_TEXT) text += own.slice(0, 4 * LONGEST_TEXT);
        } else if (node.nodeType === Node.ELEMENT_NODE) {
          const child = indices.get(node);
          if (child === undefined) continue;
          const block = !INLINE.has(localNameOf(node));
          if (block || holdsBlocks[child]) holdsBlocks[index] = true;
          if (text.length < LONGEST_TEXT && texts[child] && isShown(node, child)) {
            text += block ? ` ${texts[child]} ` : texts[child];
          }
        }
      }
      // Spaces at the ends matter while the pieces are put together.
      texts[index] = text.replace(/\s+/g, " ").slice(0, 2 * LONGEST_TEXT);
    }
    return { texts, holdsBlocks, saysItself };
  };

  const textOfIds = (/** @type {Element} */ element, /** @type {string[]} */ texts) => {
    const ids = attribute(element, "aria-labelledby");
    if (!ids) return "";
    const root = rootOf(element);
    return ids
      .split(/\s+/)
      .map((id) => texts[indices.get(root.getElementById?.(id))] ?? "")
      .join(" ");
  };

  /** What a person would call an element: its name if it was given one, else what it shows. */
  const nameOf = (
    /** @type {Element} */ element,
    /** @type {string} */ tag,
    /** @type {string} */ content,
    /** @type {string[]} */ texts,
  ) => {
    const given = textOfIds(element, texts) || attribute(element, "aria-label");
    if (given) return given;
    if (!FIELDS.has(tag)) return content || (attribute(element, "title") ?? "");
    const type = tag === "input" ? element.type : "";
    if (BUTTON_TYPES.has(type)) {
      return attribute(element, "value") ?? (type === "button" ? "" : type);
    }
    if (type === "image") return attribute(element, "alt") ?? attribute(element, "value") ?? "";
    const labels = [...(element.labels ?? [])].map((label) => texts[indices.get(label)] ?? "");
    return (
      labels.join(" ").trim() ||
      attribute(element, "placeholder") ||
      (attribute(element, "title") ?? "")
    );
  };

  /** The form an element belongs to: the one it names, or the nearest around it. */
  const formOf = (
    /** @type {Element} */ element,
    /** @type {string} */ tag,
    /** @type {number | null} */ inherited,
  ) => {
    if (tag === "form" || tag === "label") return inherited;
    const declared =
      FIELDS.has(tag) || ["button", "fieldset", "object", "output"].includes(tag)
        ? element.form
        : undefined;
    if (declared === undefined) return inherited;
    return declared ? (indices.get(declared) ?? null) : null;
  };

  const PLAIN_ID = /^[A-Za-z][\w-]*$/;

  /** A short CSS path for each element, for people: from the nearest ancestor with an id. */
  const readPaths = (/** @type {(number | null)[]} */ parents) => {
    /** @type {Map<Node, Map<string, number>>} */
    const ids = new Map();
    /** @type {Map<Node, Map<string, number>>} */
    const counts = new Map();
    const roots = new Array(elements.length);
    const count = (
      /** @type {Map<Node, Map<string, number>>} */ into,
      /** @type {Node} */ where,
      /** @type {string} */ what,
    ) => {
      let known = into.get(where);
      if (!known) into.set(where, (known = new Map()));
      const number = (known.get(what) ?? 0) + 1;
      known.set(what, number);
      return number;
    };
    const places = elements.map((element, index) => {
      roots[index] = rootOf(element);
      const id = attribute(element, "id");
      if (id) count(ids, roots[index], id);
      const above = parentNodeOf(element);
      return above ? count(counts, above, localNameOf(element)) : 1;
    });
    /** @type {string[]} */
    const paths = [];
    elements.forEach((element, index) => {
      const tag = localNameOf(element).toLowerCase();
      const id = attribute(element, "id");
      const above = parentNodeOf(element);
      const from = parents[index];
      const known = indices.get(parentElementOf(element));
      let entered = "";
      if (above instanceof ShadowRoot || (known === undefined && from !== null)) {
        entered = `${paths[from]} >>> `;
      } else if (known === undefined && frameOf.has(element)) {
        entered = `${paths[frameOf.get(element)]} >>> `;
      }
      if (id && PLAIN_ID.test(id) && ids.get(roots[index]).get(id) === 1) {
        // Everything before the id in the same tree can be left out.
        const outer = known === undefined ? entered : treePrefix(paths[known]);
        paths.push(`${outer}${tag}#${id}`);
        return;
      }
      const alone = !above || counts.get(above).get(localNameOf(element)) === 1;
      const step = alone ? tag : `${tag}:nth-of-type(${places[index]})`;
      const top = tag === "head" || tag === "body";
      if (known === undefined) paths.push(`${entered}${step}`);
      else if (top) paths.push(`${treePrefix(paths[known])}${step}`);
      else paths.push(`${paths[known]} > ${step}`);
    });
    return paths;
  };
  const treePrefix = (/** @type {string} */ path) => {
    const at = path.lastIndexOf(" >>> ");
    return at < 0 ? "" : path.slice(0, at + 5);
  };

  const facts = () => {
    const { parents, closed } = walk();
    const paths = readPaths(parents);
    const shown = elements.map((element) =>
      element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }),
    );
    // A slot has no box of its own.
    const isShown = (/** @type {Element} */ element, /** @type {number} */ index) =>
      shown[index] || element instanceof HTMLSlotElement;
    const { texts, holdsBlocks, saysItself } = readTexts(isShown);
    /** @type {(number | null)[]} */
    const around = [];
    const list = elements.map((element, index) => {
      const tag = localNameOf(element).toLowerCase();
      const parent = parents[index];
      // By the node tree: a form does not reach into the shadow trees inside it.
      const above = indices.get(parentElementOf(element));
      around[index] =
        above === undefined
          ? null
          : localNameOf(elements[above]) === "form"
            ? above
            : around[above];
      const attributes = {};
      for (const one of attributesOf(element)) {
        attributes[one.name] = cut(one.value, LONGEST_VALUE);
      }
      const content =
        holdsBlocks[index] && !saysItself[index] && !NAMED_BY_CONTENT.has(tag) ? "" : texts[index];
      const control = tag === "label" ? element.control : null;
      return [
        parent,
        tag,
        attributes,
        cut(collapse(nameOf(element, tag, content, texts)), LONGEST_TEXT),
        formOf(element, tag, around[index]),
        control ? (indices.get(control) ?? null) : null,
        shown[index],
        paths[index],
      ];
    });
    // One string: the driver would otherwise wrap every value of it.
    return JSON.stringify({ url: document.URL, title: document.title, elements: list, closed });
  };

  /** The elements that each selector matches now; null for one that the browser can't evaluate. */
  const matches = (/** @type {string[]} */ selectors) => {
    const probe = document.createDocumentFragment();
    const test = Element.prototype.matches;
    return selectors.map((selector) => {
      try {
        probe.querySelector(selector);
      } catch {
        return null;
      }
      /** @type {number[]} */
      const found = [];
      elements.forEach((element, index) => {
        if (test.call(element, selector)) found.push(index);
      });
      return found;
    });
  };

  return { facts, matches };
}
