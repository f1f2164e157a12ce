//! The words around a picture that is taken.

use crate::cite::in_words;
use crate::{Origin, Sheet};
use chart::Framing;
use dataset::Dataset;
use query::NoteKind;

/// Title, measure and period, every note, the source, the releases with the dates on which they were published, and
/// the address.
pub fn framing(sheet: &Sheet, origin: &Origin, dataset: &Dataset) -> Framing {
    let caption = &sheet.caption;
    let notes = caption.notes.iter().filter(|note| note.kind != NoteKind::Source);
    let mut source: Vec<String> =
        caption.notes.iter().filter(|note| note.kind == NoteKind::Source).map(|note| note.text.clone()).collect();
    let own = sheet.releases(dataset);
    let shown = dataset.release_ids().filter(|release| own.contains(release) || sheet.beside.contains(release));
    let releases = in_words(&shown.collect::<Vec<_>>(), dataset);
    if !releases.is_empty() {
        source.push([&query::words::capitalised(&releases), "."].concat());
    }
    source.push([&origin.page, sheet.query.shared().to_address(dataset).as_str()].concat());
    Framing {
        title: caption.title.clone(),
        subtitle: caption.subtitle.clone(),
        notes: notes
            .map(|note| {
                let number = if let NoteKind::RuleChange(number) = note.kind { Some(number) } else { None };
                (number, note.text.clone())
            })
            .collect(),
        source,
    }
}
