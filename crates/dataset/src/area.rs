//! Places: police force areas, and what is added up from them.

/// Code of England and Wales, which counts British Transport Police.
pub const ENGLAND_AND_WALES: &str = "K04000001";
/// Code of England: its 39 territorial forces.
pub const ENGLAND: &str = "E92000001";
/// Code of Wales: its four territorial forces.
pub const WALES: &str = "W92000004";

/// Position of an area in [`crate::Dataset::areas`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AreaId(u8);

/// Position of a force in [`crate::Dataset::forces`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ForceId(u8);

macro_rules! position {
    ($id:ident, $number:ty) => {
        impl $id {
            /// The id of what stands at `index`. The reader refuses a dataset with more of a kind than its number can tell apart.
            pub(crate) fn new(index: usize) -> Self {
                Self(<$number>::try_from(index).unwrap_or(<$number>::MAX))
            }

            /// The position in the dataset.
            pub fn index(self) -> usize {
                usize::from(self.0)
            }
        }
    };
}
pub(crate) use position;

position!(AreaId, u8);
position!(ForceId, u8);

/// A police force, as the source files name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Force {
    /// ONS code of its area, or `BTP`.
    pub code: String,
    /// Why no rate is given for it, if so: few residents, or none.
    pub no_rate: Option<String>,
    /// Forces whose areas share a border with its own.
    pub(crate) neighbours: Vec<ForceId>,
}

/// What an area is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AreaKind {
    /// The 43 territorial forces and British Transport Police.
    EnglandAndWales,
    /// England or Wales.
    Nation,
    /// A region of England.
    Region,
    /// The area of a territorial police force.
    Force,
    /// British Transport Police.
    NonTerritorial,
}

/// An area that can be chosen, and the forces whose figures it adds up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// Code of the address contract: ONS code, or `BTP`.
    pub code: String,
    /// Usual short name: `North Wales`, `England and Wales`.
    pub name: String,
    /// Name in a sentence about who recorded: `North Wales Police`, `police in Wales`.
    pub recorder: String,
    /// Other names under which people look for it.
    pub aliases: Vec<String>,
    /// What it is.
    pub kind: AreaKind,
    /// Code of the region (or Wales) in which a force lies.
    pub region: Option<String>,
    /// Forces whose figures add up to the area's.
    pub forces: Vec<ForceId>,
}

impl Area {
    /// The force, if the area is one force's.
    pub fn force(&self) -> Option<ForceId> {
        match self.kind {
            AreaKind::Force | AreaKind::NonTerritorial => self.forces.first().copied(),
            _ => None,
        }
    }
}
