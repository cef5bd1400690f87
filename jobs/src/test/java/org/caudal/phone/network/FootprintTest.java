package org.caudal.phone.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FootprintTest {
  private static final Footprint.Fading FADING = new Footprint.Fading(10, 3.75, -92.5, 0.2);
  private static final double KM = 1 / 111.19508; // degrees of latitude

  /** West and east of longitude 0, fifty kilometres either way of the equator. */
  private static final ZoneIndex HALVES =
      new ZoneIndex(
          List.of(
              new ZoneIndex.Area("half", "W", "POLYGON((-1 -1,0 -1,0 1,-1 1,-1 -1))", null),
              new ZoneIndex.Area("half", "E", "POLYGON((0 -1,1 -1,1 1,0 1,0 -1))", null)));

  private static Map<String, Double> shares(
      ZoneIndex index, double longitude, double rangeM, double azimuth, double width, int points) {
    return index.shares(Footprint.of(0, longitude, rangeM, azimuth, width, FADING, points)).stream()
        .collect(Collectors.toMap(ZoneIndex.Share::zoneId, ZoneIndex.Share::share));
  }

  @Test
  void dominanceFallsWithTheLogarithmOfDistance() {
    // 10 W are 40 dBm; at 1 km 40 - 37.5 x 3 = -72.5 dBm; 1 / (1 + exp(-0.2 x 20)) = 0.982014
    assertThat(FADING.dominance(1000)).isCloseTo(0.982014, within(1e-6));
    // at 10 km -110 dBm; 1 / (1 + exp(0.2 x 17.5)) = 0.029312
    assertThat(FADING.dominance(10_000)).isCloseTo(0.029312, within(1e-6));
  }

  @Test
  void aDiscOnABorderIsHalvedAndABeamServesWhereItPoints() {
    assertThat(shares(HALVES, 0, 5000, 0, 360, 100).get("W")).isCloseTo(0.5, within(0.02));
    assertThat(shares(HALVES, 0, 5000, 90, 120, 100)).isEqualTo(Map.of("E", 1.0));
    assertThat(shares(HALVES, 0, 5000, 270, 120, 100)).isEqualTo(Map.of("W", 1.0));
    assertThat(shares(HALVES, 0, 5000, 0, 120, 100).get("W")).isCloseTo(0.5, within(0.02));
    assertThat(shares(HALVES, -6 * KM, 5000, 0, 360, 100)).isEqualTo(Map.of("W", 1.0));
  }

  @Test
  void sharesAreThoseOfTheSignalIntegratedOverTheDisc() {
    double west = 0;
    double all = 0;
    for (int r = 0; r < 1000; r++) {
      double distance = (r + 0.5) * 10; // to 10 km
      for (int a = 0; a < 360; a++) {
        double mass = FADING.dominance(distance) * distance;
        all += mass;
        west += -2000 + distance * Math.sin(Math.toRadians(a + 0.5)) < 0 ? mass : 0;
      }
    }
    // points below 1 % of the largest weight do not occur: 0.029 at the rim
    assertThat(shares(HALVES, -2 * KM, 10_000, 0, 360, 2000).get("W"))
        .isCloseTo(west / all, within(0.005));
    assertThat(west / all).isGreaterThan(0.65); // by area alone it would be 0.63
  }

  @Test
  void pointsAtSeaCountForTheNearestAreaAndACellAtSeaForNone() {
    ZoneIndex island =
        new ZoneIndex(
            List.of(
                new ZoneIndex.Area("half", "E", "POLYGON((0 -1,1 -1,1 1,0 1,0 -1))", null),
                new ZoneIndex.Area("far", "F", "POLYGON((50 50,51 50,51 51,50 51,50 50))", null)));
    assertThat(shares(island, -2 * KM, 5000, 0, 360, 100)).isEqualTo(Map.of("E", 1.0));
    assertThat(shares(island, -6 * KM, 5000, 0, 360, 100)).isEmpty();
  }

  @Test
  void whereAreasOverlapTheSmallestCodeCounts() {
    ZoneIndex twice =
        new ZoneIndex(
            List.of(
                new ZoneIndex.Area("a", "B", "POLYGON((-1 -1,1 -1,1 1,-1 1,-1 -1))", null),
                new ZoneIndex.Area("a", "A", "POLYGON((-1 -1,1 -1,1 1,-1 1,-1 -1))", null)));
    assertThat(shares(twice, 0, 5000, 0, 360, 100)).isEqualTo(Map.of("A", 1.0));
  }

  @Test
  void ofEqualSharesTheSmallestCodeIsTheMainOne() {
    // two points, one north and one south-west, so strong that both weigh exactly 1
    Footprint two = Footprint.of(0, 0, 1000, 0, 360, new Footprint.Fading(1e300, 2, -90, 1), 2);
    String north = "POLYGON((-1 0,1 0,1 1,-1 1,-1 0))";
    String south = "POLYGON((-1 -1,1 -1,1 0,-1 0,-1 -1))";
    for (List<String> codes : List.of(List.of("A", "B"), List.of("B", "A"))) {
      assertThat(
              new ZoneIndex(
                      List.of(
                          new ZoneIndex.Area("a", codes.get(0), north, null),
                          new ZoneIndex.Area("a", codes.get(1), south, null)))
                  .shares(two))
          .containsExactly(
              new ZoneIndex.Share("a", "A", 0.5, true, false),
              new ZoneIndex.Share("a", "B", 0.5, false, false));
    }
  }

  /**
   * One point north, one south-west, of weight 1: with priors 1 and 0.5 the shares are 1 / 1.5 and
   * 0.5 / 1.5. Where land use leaves only the one at sea, that is in no area, it does not count.
   */
  @Test
  void aPointWeighsItsSignalTimesThePriorOfItsLandAndALevelWithoutAnyIsSpreadWithoutIt() {
    Footprint two = Footprint.of(0, 0, 1000, 0, 360, new Footprint.Fading(1e300, 2, -90, 1), 2);
    String north = "POLYGON((-1 0,1 0,1 1,-1 1,-1 0))";
    String south = "POLYGON((-1 -1,1 -1,1 0,-1 0,-1 -1))";
    List<ZoneIndex.Area> areas =
        List.of(
            new ZoneIndex.Area("a", "N", north, null),
            new ZoneIndex.Area("a", "S", south, null),
            new ZoneIndex.Area("b", "N", north, null));
    ZoneIndex half = index(areas, List.of(square("1", north, 1), square("2", south, 0.5)));
    assertThat(half.shares(two))
        .containsExactly(
            new ZoneIndex.Share("a", "N", 1 / 1.5, true, true),
            new ZoneIndex.Share("a", "S", 0.5 / 1.5, false, true),
            new ZoneIndex.Share("b", "N", 1, true, true)); // the point at sea is nearest to it
    ZoneIndex southOnly = index(areas, List.of(square("1", north, 0), square("2", south, 0.1)));
    assertThat(southOnly.shares(two))
        .containsExactly(
            new ZoneIndex.Share("a", "S", 1, true, true),
            new ZoneIndex.Share("b", "N", 1, true, false));
    assertThat(index(areas, List.of(square("2", south, 0.1))).shares(two)) // north in no square
        .isEqualTo(southOnly.shares(two));
    assertThat(index(areas, List.of(square("1", south, 0), square("2", south, 1))).shares(two))
        .allMatch(share -> !share.isByLandUse()); // the smallest code, where squares overlap
  }

  private static ZoneIndex index(List<ZoneIndex.Area> areas, List<ZoneIndex.Area> squares) {
    return new ZoneIndex(Stream.concat(areas.stream(), squares.stream()).toList());
  }

  private static ZoneIndex.Area square(String id, String border, double prior) {
    return new ZoneIndex.Area("", id, border, prior);
  }

  @Test
  void metresAreFewerDegreesOfLongitudeThanOfLatitude() {
    Footprint east = Footprint.of(60, 10, 1000, 90, 1e-9, FADING, 16);
    int last = 15; // at 1000 m x sqrt(15.5 / 16) = 984.251 m
    assertThat(east.latitude(last)).isCloseTo(60, within(1e-9));
    // cos 60 = 1/2: 984.251 / (111,195.08 / 2) degrees
    assertThat(east.longitude(last) - 10).isCloseTo(0.0177031, within(1e-6));
  }
}
