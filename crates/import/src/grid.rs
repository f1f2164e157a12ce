//! From longitude and latitude to the British National Grid.
//!
//! WGS84 is moved to OSGB36 with the one national Helmert transformation and projected with the
//! transverse Mercator projection on the Airy 1830 ellipsoid (EPSG:27700), as Ordnance Survey describes
//! both in *A guide to coordinate systems in Great Britain* (section 6.6 and annexes B and C). The
//! transformation is good to about five metres, far less than the outlines are rounded to.

/// Semi-axes of an ellipsoid, in metres: `a` of the equator, `b` of the poles.
#[derive(Debug, Clone, Copy)]
struct Ellipsoid {
    a: f64,
    b: f64,
}

const WGS84: Ellipsoid = Ellipsoid { a: 6_378_137.0, b: 6_356_752.314_245 };
const AIRY_1830: Ellipsoid = Ellipsoid { a: 6_377_563.396, b: 6_356_256.909 };

impl Ellipsoid {
    fn eccentricity_squared(self) -> f64 {
        1.0 - (self.b * self.b) / (self.a * self.a)
    }
}

/// Easting and northing in metres of a point given by WGS84 longitude and latitude in degrees.
pub fn from_wgs84(longitude: f64, latitude: f64) -> [f64; 2] {
    let [longitude, latitude] = to_osgb36(longitude.to_radians(), latitude.to_radians());
    project(longitude, latitude)
}

/// Longitude and latitude in radians on OSGB36 of a point on WGS84 at height zero.
fn to_osgb36(longitude: f64, latitude: f64) -> [f64; 2] {
    let [x, y, z] = cartesian(WGS84, longitude, latitude);
    // Translation in metres, rotation in seconds of arc, scale in parts per million.
    let [tx, ty, tz] = [-446.448, 125.157, -542.060];
    let [rx, ry, rz] = [-0.1502_f64, -0.2470, -0.8421].map(|seconds| (seconds / 3600.0).to_radians());
    let scale = 1.0 + 20.4894e-6;
    let moved = [tx + scale * x - rz * y + ry * z, ty + rz * x + scale * y - rx * z, tz - ry * x + rx * y + scale * z];
    geodetic(AIRY_1830, moved)
}

fn cartesian(ellipsoid: Ellipsoid, longitude: f64, latitude: f64) -> [f64; 3] {
    let e2 = ellipsoid.eccentricity_squared();
    let nu = ellipsoid.a / (1.0 - e2 * latitude.sin().powi(2)).sqrt();
    [nu * latitude.cos() * longitude.cos(), nu * latitude.cos() * longitude.sin(), nu * (1.0 - e2) * latitude.sin()]
}

fn geodetic(ellipsoid: Ellipsoid, [x, y, z]: [f64; 3]) -> [f64; 2] {
    let e2 = ellipsoid.eccentricity_squared();
    let p = x.hypot(y);
    let mut latitude = z.atan2(p * (1.0 - e2));
    // Each round gains about five digits.
    for _ in 0..5 {
        let nu = ellipsoid.a / (1.0 - e2 * latitude.sin().powi(2)).sqrt();
        latitude = (z + e2 * nu * latitude.sin()).atan2(p);
    }
    [y.atan2(x), latitude]
}

/// The guide's annex C.1; the names of the terms are the guide's.
fn project(longitude: f64, latitude: f64) -> [f64; 2] {
    const F0: f64 = 0.999_601_271_7;
    const E0: f64 = 400_000.0;
    const N0: f64 = -100_000.0;
    let (phi0, lambda0) = (49.0_f64.to_radians(), (-2.0_f64).to_radians());
    let Ellipsoid { a, b } = AIRY_1830;
    let e2 = AIRY_1830.eccentricity_squared();
    let phi = latitude;
    let (sin, cos, tan2) = (phi.sin(), phi.cos(), phi.tan().powi(2));
    let nu = a * F0 / (1.0 - e2 * sin * sin).sqrt();
    let rho = a * F0 * (1.0 - e2) * (1.0 - e2 * sin * sin).powf(-1.5);
    let eta2 = nu / rho - 1.0;

    let n = (a - b) / (a + b);
    let (n2, n3) = (n * n, n * n * n);
    let (minus, plus) = (phi - phi0, phi + phi0);
    let m = b
        * F0
        * ((1.0 + n + 1.25 * n2 + 1.25 * n3) * minus - (3.0 * n + 3.0 * n2 + 2.625 * n3) * minus.sin() * plus.cos()
            + 1.875 * (n2 + n3) * (2.0 * minus).sin() * (2.0 * plus).cos()
            - 35.0 / 24.0 * n3 * (3.0 * minus).sin() * (3.0 * plus).cos());

    let i = m + N0;
    let ii = nu / 2.0 * sin * cos;
    let iii = nu / 24.0 * sin * cos.powi(3) * (5.0 - tan2 + 9.0 * eta2);
    let iiia = nu / 720.0 * sin * cos.powi(5) * (61.0 - 58.0 * tan2 + tan2 * tan2);
    let iv = nu * cos;
    let v = nu / 6.0 * cos.powi(3) * (nu / rho - tan2);
    let vi = nu / 120.0 * cos.powi(5) * (5.0 - 18.0 * tan2 + tan2 * tan2 + 14.0 * eta2 - 58.0 * tan2 * eta2);

    let l = longitude - lambda0;
    let northing = i + ii * l.powi(2) + iii * l.powi(4) + iiia * l.powi(6);
    let easting = E0 + iv * l + v * l.powi(3) + vi * l.powi(5);
    [easting, northing]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn degrees(degrees: f64, minutes: f64, seconds: f64) -> f64 {
        degrees + minutes / 60.0 + seconds / 3600.0
    }

    #[test]
    fn the_guides_worked_example_comes_out_to_the_millimetre() {
        let (longitude, latitude) = (degrees(1.0, 43.0, 4.5177), degrees(52.0, 39.0, 27.2531));
        let [easting, northing] = project(longitude.to_radians(), latitude.to_radians());
        assert!((easting - 651_409.903).abs() < 0.002, "{easting}");
        assert!((northing - 313_177.270).abs() < 0.002, "{northing}");
    }

    #[test]
    fn stations_of_the_national_network_come_out_to_a_few_metres() {
        for (longitude, latitude, easting, northing) in [
            // St Mary's, the Lizard and Caister water tower.
            (-6.299_777_520, 49.922_263_937, 91_492.146, 11_318.804),
            (-5.203_046_100, 49.960_061_378, 170_370.718, 11_572.405),
            (degrees(1.0, 42.0, 57.79), degrees(52.0, 39.0, 28.72), 651_409.903, 313_177.270),
        ] {
            let [e, n] = from_wgs84(longitude, latitude);
            assert!((e - easting).hypot(n - northing) < 6.0, "{e} {n}, expected {easting} {northing}");
        }
    }
}
