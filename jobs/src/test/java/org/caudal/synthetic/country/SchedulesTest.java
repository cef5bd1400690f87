package org.caudal.synthetic.country;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.caudal.testing.SharedData;
import org.junit.jupiter.api.Test;

/** Schedules against published figures. */
class SchedulesTest {

  @Test
  void theMigrationScheduleIsTheFundamentalOneOfRogersAndCastro() {
    Map<Integer, Double> published =
        Map.of(0, 0.023, 10, 0.0103575888, 20, 0.0277794721, 25, 0.0364271703, 40, 0.0114837062);
    published.forEach(
        (age, rate) -> assertThat(Schedules.rogersCastro(age)).isCloseTo(rate, within(5e-11)));
    double gross = 0;
    double mean = 0;
    for (int age = 0; age <= 100; age++) {
      gross += Schedules.rogersCastro(age);
      mean += Schedules.moves(age);
    }
    assertThat(gross).isCloseTo(1.0568081102, within(1e-10));
    assertThat(mean / 101).isCloseTo(1, within(1e-12));
  }

  @Test
  void lifeExpectancyAndFertilityAreThoseOfTheRegion() throws IOException {
    List<String> lines =
        Files.readAllLines(SharedData.require("population/wpp2024_annual_1950_2023.csv"));
    List<String> header = List.of(lines.get(0).split(",", -1));
    List<String> cells =
        lines.stream()
            .filter(line -> line.startsWith("1830,2023,")) // Latin America and the Caribbean
            .map(line -> List.of(line.split(",", -1)))
            .findFirst()
            .orElseThrow();
    ToDoubleFunction<String> region =
        column -> Double.parseDouble(cells.get(header.indexOf(column)));
    assertThat(lifeExpectancy(1)).isCloseTo(region.applyAsDouble("e0M"), within(0.1));
    assertThat(lifeExpectancy(2)).isCloseTo(region.applyAsDouble("e0F"), within(0.1));
    double children = 0;
    for (int age = 0; age < 60; age++) {
      children += Schedules.fertility(age);
    }
    assertThat(children).isCloseTo(region.applyAsDouble("tfr"), within(0.01));
  }

  @Test
  void theSharesOfKindsAddUpToOne() {
    assertThat(List.of(Kind.values()).stream().mapToDouble(Kind::share).sum())
        .isCloseTo(1, within(1e-12));
    assertThat(Geography.TOWNS.stream().mapToDouble(Geography.Town::share).sum())
        .isCloseTo(1, within(1e-12));
  }

  /** Life table with constant force of mortality within a year of age. */
  private static double lifeExpectancy(int sex) {
    double alive = 1;
    double years = 0;
    for (int age = 0; age <= Schedules.OLDEST; age++) {
      double then = alive * Math.exp(-Schedules.mortality(sex, age));
      years += (alive + then) / 2;
      alive = then;
    }
    return years;
  }
}
