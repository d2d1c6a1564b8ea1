//! The nesting of a page, measured by its parser without building anything.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode};
use html5ever::tendril::StrTendril;
use html5ever::tree_builder::TreeSink;
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName};

/// The shape of a page: a tree that is measured and not built.
#[derive(Default)]
pub(super) struct Shape {
    depth: Cell<usize>,
    elements: Cell<usize>,
}

/// A node of the tree, as far as it matters: its name and how deep it lies.
pub(super) struct Node {
    name: QualName,
    depth: Cell<usize>,
}

type Handle = Rc<Node>;

impl Shape {
    /// How deep the deepest node lies.
    pub(super) fn depth(&self) -> usize {
        self.depth.get()
    }

    /// How many elements there are, with those that the parser adds.
    pub(super) fn elements(&self) -> usize {
        self.elements.get()
    }

    fn node(name: QualName, depth: usize) -> Handle {
        Rc::new(Node {
            name,
            depth: Cell::new(depth),
        })
    }

    /// A node without a name: the document, a comment.
    fn unnamed(depth: usize) -> Handle {
        Self::node(
            QualName::new(None, Namespace::default(), LocalName::default()),
            depth,
        )
    }

    fn place(&self, child: &NodeOrText<Handle>, depth: usize) {
        if let NodeOrText::AppendNode(node) = child {
            node.depth.set(depth);
            self.depth.set(self.depth.get().max(depth));
        }
    }
}

impl TreeSink for Shape {
    type Handle = Handle;
    type Output = Self;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Self::unnamed(0)
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> ExpandedName<'a> {
        target.name.expanded()
    }

    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Handle {
        self.elements.set(self.elements.get() + 1);
        Self::node(name, 0)
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Self::unnamed(0)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Self::unnamed(0)
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.place(&child, parent.depth.get() + 1);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        above: &Handle,
        child: NodeOrText<Handle>,
    ) {
        // It becomes either the sibling of the one or the child of the other.
        self.place(&child, element.depth.get().max(above.depth.get() + 1));
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &Handle) -> Handle {
        Self::unnamed(target.depth.get())
    }

    fn same_node(&self, one: &Handle, other: &Handle) -> bool {
        Rc::ptr_eq(one, other)
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, child: NodeOrText<Handle>) {
        self.place(&child, sibling.depth.get());
    }

    fn add_attrs_if_missing(&self, _: &Handle, _: Vec<Attribute>) {}

    fn remove_from_parent(&self, _: &Handle) {}

    fn reparent_children(&self, _: &Handle, _: &Handle) {
        // The children move at most one step down; the parsed page is measured again.
    }
}
