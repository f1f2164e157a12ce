//! Every kind of line chart as a picture.

#![allow(clippy::unwrap_used, clippy::panic)]

mod common;

use common::golden::check;
use common::scene;

const SIX: &str = "?area=W15000001~W15000002~W15000003~W15000004~E23000005~E23000006&release=to-2023-06";

macro_rules! golden {
    ($($name:ident: $address:expr, $width_px:expr;)+) => {
        $(
            #[test]
            fn $name() {
                check(&stringify!($name).replace('_', "-"), $address, &scene($address, $width_px));
            }
        )+
    };
}

golden! {
    one_area_by_year: "?area=W15000001&by=year&release=to-2023-06", 1200.0;
    one_area_on_a_phone: "?area=W15000001&by=year&release=to-2023-06", 320.0;
    six_areas: SIX, 1200.0;
    six_areas_on_a_phone: SIX, 320.0;
    a_gap: "", 900.0;
    a_gap_on_a_phone: "", 360.0;
    one_of_two_not_supplied: "?area=W15000001~E23000006", 900.0;
    breaks: "?area=K04000001&release=to-2023-06", 900.0;
    a_single_point: "?area=W15000001&from=2021-04&to=2021-06&release=to-2023-06", 700.0;
    all_missing: "?area=W15000001&from=2023-07&to=2024-03", 700.0;
    no_period: "?area=W15000001&by=year&from=2021-04&to=2021-12", 320.0;
    rate_with_context: "?area=W15000001~K04000001&measure=rate&release=to-2023-06", 1200.0;
    rate_with_context_on_a_phone: "?area=W15000001~K04000001&measure=rate&release=to-2023-06", 320.0;
    an_area_without_a_rate: "?area=W15000001~BTP&measure=rate&release=to-2023-06", 800.0;
    change: "?area=W15000001~K04000001&measure=change&release=to-2023-06", 1000.0;
    change_on_a_phone: "?area=K04000001&measure=change&by=rolling&release=to-2023-06", 320.0;
    share: "?area=W92000004&measure=share&by=year&release=to-2023-06", 700.0;
    rolling: "?area=W15000001&by=rolling&release=to-2023-06", 900.0;
    long_names: "?area=E12000003~E23000036~E23000039~E12000006&by=year&release=to-2023-06", 600.0;
}
