//! The page as a whole: one state, what answers it, and the parts that show it.

use crate::controls;
use crate::dom::{by_id, closest, data_of, focus, on, on_window, part, react, taken_over, tell_soon};
use crate::kept::Kept;
use crate::latest::Latest;
use crate::share::{address, embed, take};
use crate::shell::parts;
use crate::views::{self, picture};
use dataset::Dataset;
use leptos::prelude::*;
use query::{AddressNotice, Answer, Caption, Measure, Query, View};
use std::borrow::Cow;
use std::rc::Rc;
use std::sync::Arc;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlElement, MouseEvent};

/// What is shown: the query, which is also the address, and its answer.
#[derive(Clone)]
pub struct Shown {
    /// What is asked.
    pub query: Query,
    /// What the dataset says.
    pub answer: Arc<Answer>,
    /// What the view makes of it.
    pub view: ViewShown,
    /// What the address asked for and could not be had.
    notices: Vec<AddressNotice>,
    /// Whether the offence that the address asks for may be one of those that are loaded on demand. Until they are
    /// there nothing is shown: it would be of another offence.
    pub awaits_offences: bool,
    /// Whether the figures themselves are on their way: the answer is another question's until they came.
    awaits_figures: bool,
}

/// A view, as far as it is there.
#[derive(Clone)]
pub enum ViewShown {
    /// What it needs is on its way.
    Loading,
    /// What it needs could not be had, and why.
    Failed(String),
    /// It is there.
    Ready(Rc<views::View>),
}

impl ViewShown {
    /// The view, if it is there.
    pub fn ready(&self) -> Option<&views::View> {
        match self {
            Self::Ready(view) => Some(view),
            Self::Loading | Self::Failed(_) => None,
        }
    }
}

impl Shown {
    /// The words around the figures. Until the view is there, what was asked of whom alone: all others would be those
    /// of another view.
    fn caption(&self) -> Cow<'_, Caption> {
        if let Some(view) = self.view.ready() {
            return Cow::Borrowed(&view.caption);
        }
        let title = if self.awaits_offences { "Other offences" } else { &self.answer.title };
        Cow::Owned(Caption { title: title.to_owned(), ..Caption::default() })
    }
}

/// The state of the page.
#[derive(Clone, Copy)]
pub struct State {
    /// The figures.
    pub dataset: &'static Dataset,
    shown: Kept<Shown>,
    /// Whether the table is to have the focus once it is there.
    leads_to_table: Kept<bool>,
}

impl State {
    fn new(dataset: &'static Dataset) -> Self {
        let state = Self { dataset, shown: Kept::new(shown_at_address(dataset)), leads_to_table: Kept::new(false) };
        state.bring_what_is_missing();
        state
    }

    /// What is shown; whoever asks is told when it changes.
    pub fn shown(&self) -> Shown {
        self.shown.get()
    }

    /// What is shown, outside a reaction to it.
    pub fn shown_now(&self) -> Shown {
        self.shown.get_untracked()
    }

    /// Whether the table is shown.
    pub fn shows_table(&self) -> bool {
        let shown = self.shown();
        shown.query.view == View::Table && shown.view.ready().is_some()
    }

    /// Asks something else: the address follows. The back button returns where the reader wants a step for each choice.
    pub fn ask(&self, query: Query) {
        // A frame's steps would be steps of the article's own history.
        if query.embed {
            return self.ask_in_place(query);
        }
        let now = self.shown_now().query;
        if query != now {
            address::keep(&now, self.dataset);
            address::push(&query, self.dataset);
            self.show(shown(query, Vec::new(), self.dataset));
        }
    }

    /// Asks something else in place of what was asked: one step of many, of which the back button knows nothing.
    pub fn ask_in_place(&self, query: Query) {
        if query != self.shown_now().query {
            address::replace();
            self.show(shown(query, Vec::new(), self.dataset));
        }
    }

    /// Asks what an address of this page asks.
    fn ask_address(&self, address: &str) {
        let search = address.find('?').map_or("", |at| &address[at..]);
        self.ask(Query::read_address(search, self.dataset).query);
    }

    /// The address changed by itself: back, forward, or a link.
    fn follow_address(&self) {
        if address::is_another() {
            self.show(shown_at_address(self.dataset));
        }
    }

    fn show(&self, shown: Shown) {
        self.shown.set(shown);
        self.bring_what_is_missing();
    }

    /// Loads what the view that is shown still needs; then shows whatever is asked by then.
    fn bring_what_is_missing(&self) {
        let state = *self;
        let now = state.shown_now();
        if now.awaits_offences {
            return controls::bring_offences(state);
        }
        let asked = now.query;
        if parts::is_ready(&asked, state.dataset) {
            return;
        }
        spawn_local(async move {
            let problem = parts::load(asked.clone(), state.dataset).await.err();
            let now = state.shown_now();
            // Whoever asked something else meanwhile may need the same.
            let answers = parts::is_ready(&now.query, state.dataset) || now.query.view == asked.view;
            if answers && now.view.ready().is_none() && !now.awaits_offences {
                state.shown.set(match problem {
                    None => shown(now.query, now.notices, state.dataset),
                    Some(problem) => Shown { view: ViewShown::Failed(problem.to_string()), ..now },
                });
            }
        });
    }

    /// The offences beyond those that are there from the start came, or did not, for a reason; a question that waited for
    /// them is answered.
    pub fn offences_came(&self, problem: Option<String>) {
        let now = self.shown_now();
        match problem {
            None if now.awaits_offences => self.follow_address(),
            Some(problem) if now.awaits_offences => {
                self.shown.set(Shown { view: ViewShown::Failed(problem), ..now });
            }
            Some(problem) => controls::offences_failed(&problem),
            None => {}
        }
    }

    /// Tries again to load what the view needs.
    fn try_again(&self) {
        if self.shown_now().view.ready().is_some() {
            // The view is there: it is the box of the other offences that is not.
            return controls::bring_offences(*self);
        }
        self.show(Shown { view: ViewShown::Loading, ..self.shown_now() });
    }
}

fn shown_at_address(dataset: &'static Dataset) -> Shown {
    let reading = address::read(dataset);
    let ready = shown(reading.query, reading.notices, dataset);
    if reading.wants_pack {
        return Shown { awaits_offences: true, view: ViewShown::Loading, notices: Vec::new(), ..ready };
    }
    ready
}

thread_local! {
    /// The pictures that were shown last. Figures that come later change none of them: until all that it needs is there,
    /// nothing is ready.
    static LATEST: Latest<Shown> = const { Latest::new() };
}

fn shown(query: Query, notices: Vec<AddressNotice>, dataset: &'static Dataset) -> Shown {
    let has_picture = |shown: &Shown| shown.view.ready().is_some_and(|view| view.draw.is_some());
    let make = || worked_out(&query, dataset);
    let known = LATEST.with(|latest| latest.get(|known| known.query == query, make, has_picture));
    Shown { notices, ..known }
}

fn worked_out(query: &Query, dataset: &'static Dataset) -> Shown {
    let awaits_figures = !query.is_answerable(dataset);
    let answered = if awaits_figures { Query::read_address("", dataset).query } else { query.clone() };
    let mut answer = Answer::to(&answered, dataset);
    if awaits_figures {
        answer.title = dataset.offence(query.offence).name.clone();
    }
    let answer = Arc::new(answer);
    let view = if parts::is_ready(query, dataset) {
        ViewShown::Ready(Rc::new(view_of(query, &answer, dataset)))
    } else {
        ViewShown::Loading
    };
    let notices = Vec::new();
    Shown { query: query.clone(), answer, view, notices, awaits_offences: false, awaits_figures }
}

/// What is shown of a query, in a sentence or a few: the latest year where it is about all of them, else what the
/// view's own description says.
pub fn lead(query: &Query, answer: &Answer, caption: &Caption, dataset: &Dataset) -> String {
    if query.view == View::Trend && query.measure == Measure::Count && query.from.is_none() && query.to.is_none() {
        return story::lead(answer, dataset);
    }
    if caption.description.is_empty() {
        return [caption.title.trim_end_matches('.'), "."].concat();
    }
    [&caption.sentence, " ", &caption.description].concat()
}

/// What a view makes of a query. All that it needs must be there.
pub fn view_of(query: &Query, answer: &Arc<Answer>, dataset: &'static Dataset) -> views::View {
    match query.view {
        View::Compare => views::compare::show(query, dataset),
        View::Map => views::map::show(query, dataset),
        View::Outcomes => views::outcomes::show(query, dataset),
        View::Table => views::grid::show(query, dataset),
        View::Story => views::story::show(query, dataset),
        View::Check => views::check::show(dataset),
        View::Trend => views::trend::show(answer, dataset),
    }
}

/// The page below its masthead. Its skeleton is text (`markup::page`), and each part of it is kept as the state says.
#[component]
pub fn App(
    /// The figures.
    dataset: &'static Dataset,
) -> impl IntoView {
    let state = State::new(dataset);
    on_window("popstate", move |_| state.follow_address());
    on_window("told", move |_| tell(&state.shown_now(), dataset));
    react(move || {
        let shown = state.shown();
        address::show_theme(&shown.query);
        // What nobody sees in the page waits until the page is drawn: the browser tells its other processes of a new
        // address, and where cores are few they take the time from the drawing.
        tell_soon();
        // All that is seen changes at once: when the view is there, or why it is not.
        if !matches!(shown.view, ViewShown::Loading) {
            taken_over();
        }
    });
    on("app", "click", move |click| follow_link(state, &click));
    part("views", move || {
        let Shown { query, awaits_offences, .. } = state.shown();
        // In an article's frame, frame.js puts its own switch there.
        if query.embed || awaits_offences { String::new() } else { markup::tabs(&query, dataset) }
    });
    part("notices", move || {
        let shown = state.shown();
        markup::notices(&shown.notices, &shown.query)
    });
    part("headline", move || {
        let shown = state.shown();
        markup::headline(&shown.caption(), &shown.answer, dataset)
    });
    controls::start(state);
    part("waiting", move || match state.shown().view {
        ViewShown::Loading => markup::loading(),
        ViewShown::Failed(problem) if state.shown().awaits_offences => markup::offences_failed(&problem),
        ViewShown::Failed(problem) => markup::failed(&problem),
        ViewShown::Ready(_) => String::new(),
    });
    picture::start(state);
    part("words", move || {
        let view = state.shown().view;
        view.ready().map_or_else(String::new, |view| view.words.clone())
    });
    start_when_shown(state, View::Story, "words", move |_| views::story::start(state));
    start_table(state);
    start_when_shown(state, View::Check, "check-place", move |place| views::check::start(place, state));
    take::keep(state);
    start_paper(state);
    part("notes", move || markup::notes(&state.shown().caption()));
    // index.html brings the part and the form, and says so.
    on(embed::PANEL, "embed", move |_| embed::toggle(state));
}

/// Tells the browser, and whoever reads the document's head, what is shown.
fn tell(shown: &Shown, dataset: &Dataset) {
    address::keep(&shown.query, dataset);
    let caption = shown.caption();
    address::show_title(&[&caption.title, " – On Record"].concat());
    if !shown.awaits_offences && !shown.awaits_figures {
        if let Ok(Some(description)) = document().query_selector("meta[name=description]") {
            let _ = description.set_attribute("content", &lead(&shown.query, &shown.answer, &caption, dataset));
        }
        address::show_canonical(&shown.query, dataset);
    }
}

/// Starts what a view has beside a picture, once, when it is first shown.
pub fn start_when_shown(state: State, view: View, id: &'static str, start: impl Fn(&HtmlElement) + 'static) {
    // What it is made of is to stay: not to go with the reaction that made it.
    let owner = Owner::current();
    let mut started = false;
    react(move || {
        let shown = state.shown();
        if !started
            && shown.query.view == view
            && shown.view.ready().is_some()
            && let (Some(place), Some(owner)) = (by_id(id), &owner)
        {
            started = true;
            owner.with(|| start(&place));
        }
    });
}

/// Puts the table into its place when it is first asked for, and leads whoever followed the chart's link to it.
fn start_table(state: State) {
    start_when_shown(state, View::Table, "table-place", move |place| views::grid::start(place, state));
    react(move || {
        if state.shows_table() && state.leads_to_table.get_untracked() {
            state.leads_to_table.set(false);
            // By the next frame the table is no longer hidden.
            request_animation_frame(|| focus("table"));
        }
    });
}

/// Has the table of what is pictured printed with it, once what makes tables is there: index.html says when all parts
/// were fetched.
fn start_paper(state: State) {
    on_window("parts", move |_| {
        parts::note_all_came();
        spawn_local(async move {
            // A table may hold shares of all crime; without them there is none on paper.
            let _ = parts::rest(state.dataset).await;
            if parts::part("table").await.is_ok() {
                views::grid::start_paper(state);
            }
        });
    });
}

/// Links to other questions are followed here, unless a new tab is wanted.
fn follow_link(state: State, click: &Event) {
    if closest(click, "data-retry").is_some() {
        return state.try_again();
    }
    let Some(link) = closest(click, "data-ask").filter(|_| is_plain(click.unchecked_ref())) else { return };
    click.prevent_default();
    // The link from the chart is gone with the chart: its reader goes on in the table.
    state.leads_to_table.set(closest(click, "data-leads").is_some());
    state.ask_address(&data_of(&link, "href"));
}

/// Whether a click follows a link here, and not in a new tab or window.
fn is_plain(click: &MouseEvent) -> bool {
    click.button() == 0 && !(click.ctrl_key() || click.meta_key() || click.shift_key() || click.alt_key())
}
