//! The form that takes an article; what checks it is brought with the first text. The text is in the page's memory alone.

use super::verdicts;
use crate::app::State;
use crate::dom::{by_id, closest, element, focus, hide, on, part, write_html};
use crate::kept::Kept;
use crate::shell::load::LoadError;
use crate::shell::parts;
use dataset::Dataset;
use markup::NotChecked;
use query::View;
use std::cell::Cell;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};

thread_local! {
    /// Whether what makes verdicts is there.
    static STARTED: Cell<bool> = const { Cell::new(false) };
    /// Whether it is on its way.
    static IS_COMING: Cell<bool> = const { Cell::new(false) };
}

/// What is to be checked.
#[derive(Clone)]
pub struct Asked {
    /// The article, or a sentence.
    pub text: String,
    /// Year and month of the article, if the reader knows it.
    pub dated: Option<(u16, u8)>,
}

/// What is said where there are no verdicts.
#[derive(Clone)]
enum Said {
    Nothing,
    Refused(NotChecked),
    Waiting,
    Failed(String),
}

/// Puts the form into its place, and has whatever is asked for checked.
pub fn start(place: &HtmlElement, state: State) {
    let form = [
        "<div id=\"check-view\"><div id=\"check-form\">",
        &markup::check_form("", None),
        "<p class=\"check-buttons\"><button type=\"button\" id=\"check-now\">Check this text</button> ",
        "<button type=\"button\" id=\"check-clear\">Clear</button></p></div>",
        "<div id=\"check-found\" class=\"check-found\" tabindex=\"-1\">",
        "<div id=\"check-said\"></div><div id=\"check-verdicts\"></div></div></div>",
    ];
    write_html(place, &form.concat());
    let asked = Kept::new(None);
    let said = Kept::new(Said::Nothing);
    hide("check-view", move || state.shown().query.view != View::Check);
    part("check-said", move || match said.get() {
        Said::Nothing => String::new(),
        Said::Refused(why) => markup::not_checked(why),
        Said::Waiting => markup::check_waits(),
        Said::Failed(problem) => markup::check_failed(&problem),
    });
    let check = move || {
        if let Some(found) = by_id("check-found") {
            let _ = found.focus();
        }
        match Asked::of_form() {
            Err(why) => {
                asked.set(None);
                said.set(Said::Refused(why));
            }
            Ok(form) => check_once_all_is_there(form, state, asked, said),
        }
    };
    on("check-now", "click", move |_| check());
    on("check-said", "click", move |click| {
        if closest(&click, "data-check").is_some() {
            check();
        }
    });
    on("check-clear", "click", move |_| {
        clear();
        asked.set(None);
        said.set(Said::Nothing);
        focus("check-text");
    });
}

/// A verdict is given when all is there that it may need, and not before.
fn check_once_all_is_there(form: Asked, state: State, asked: Kept<Option<Asked>>, said: Kept<Said>) {
    if STARTED.get() {
        said.set(Said::Nothing);
        return asked.set(Some(form));
    }
    asked.set(Some(form));
    said.set(Said::Waiting);
    if IS_COMING.replace(true) {
        return;
    }
    spawn_local(async move {
        let problem = bring(state.dataset).await.err();
        IS_COMING.set(false);
        if problem.is_none() && !STARTED.replace(true) {
            verdicts::start(state, asked);
        }
        // Whoever cleared the form meanwhile, or asked for nothing that can be checked, waits no more.
        if matches!(said.get_untracked(), Said::Waiting | Said::Failed(_)) {
            said.set(problem.map_or(Said::Nothing, |problem| Said::Failed(problem.to_string())));
        }
    });
}

/// Brings what gives verdicts, the outcomes, and all figures: claims may be about other offences.
async fn bring(dataset: &'static Dataset) -> Result<(), LoadError> {
    parts::part("verdicts").await?;
    parts::outcomes(dataset).await?;
    parts::rest(dataset).await
}

impl Asked {
    /// The text and the month in the form.
    fn of_form() -> Result<Self, NotChecked> {
        let text = element::<HtmlTextAreaElement>("check-text").map_or_else(String::new, |text| text.value());
        if text.trim().is_empty() {
            return Err(NotChecked::NoText);
        }
        let dated = match element::<HtmlInputElement>("check-dated") {
            // Half a month has no value, but is not valid either.
            Some(box_) if !box_.check_validity() => return Err(NotChecked::Month),
            Some(box_) => box_.value(),
            None => String::new(),
        };
        let dated = match dated.trim() {
            "" => None,
            dated => Some(month(dated).ok_or(NotChecked::Month)?),
        };
        Ok(Self { text, dated })
    }
}

/// Empties the form.
fn clear() {
    if let Some(text) = element::<HtmlTextAreaElement>("check-text") {
        text.set_value("");
    }
    if let Some(dated) = element::<HtmlInputElement>("check-dated") {
        dated.set_value("");
    }
}

/// Year and month of `2022-03`; nothing for anything else.
fn month(text: &str) -> Option<(u16, u8)> {
    let (year, month) = text.trim().split_once('-')?;
    let month: u8 = month.parse().ok()?;
    (1..=12).contains(&month).then_some((year.parse().ok()?, month))
}
