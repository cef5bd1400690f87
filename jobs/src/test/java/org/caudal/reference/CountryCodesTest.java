package org.caudal.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.caudal.reference.CodeHistory.Entry;
import org.caudal.reference.CodeHistory.Found;
import org.caudal.reference.CodeHistory.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountryCodesTest {
  @ParameterizedTest
  @CsvSource({
    "MEX, MEX",
    "mx, MEX",
    "484, MEX",
    "32, ARG", // 032 of which a spreadsheet took the zero
    "México, MEX",
    "BRASIL, BRA",
    "Brazil, BRA",
    "EE.UU., USA",
    "Estados Unidos da América, USA",
    "'Venezuela (República Bolivariana de)', VEN",
    "República Checa, CZE",
    "Coreia do Sul, KOR",
    "Alemanha, DEU",
    // short names of the United Nations (M49)
    "Trinidad and Tobago, TTO",
    "Trinidad & Tobago, TTO",
    "Trinidad y Tabago, TTO",
    "Antigua and Barbuda, ATG",
    "Saint Lucia, LCA",
    "St. Lucia, LCA",
    "Saint Kitts and Nevis, KNA",
    "Saint Vincent and the Grenadines, VCT",
    "Turks and Caicos Islands, TCA",
    "Bosnia and Herzegovina, BIH",
    "Türkiye, TUR",
    "Venezuela (Bolivarian Republic of), VEN",
    "Iran (Islamic Republic of), IRN",
    "Republic of Korea, KOR",
    "Syrian Arab Republic, SYR",
    "Haití, HTI",
    "Haiti, HTI",
    "República Dominicana, DOM",
    "El Salvador, SLV",
    "Belice, BLZ",
    "Curaçao, CUW",
    "AND, AND", // Andorra, and no word between others
    "862, VEN",
    "340, HND",
    "222, SLV",
    "68, BOL",
    "332, HTI",
    "724, ESP",
  })
  void aCountryIsKnownByItsCodesAndNames(String text, String code) {
    assertThat(CountryCodes.find(text, CodeHistory.NO_END)).isEqualTo(new Found(code, State.VALID));
  }

  /** Withdrawals by ISO 3166-3. */
  @ParameterizedTest
  @CsvSource({
    "ANT, 2010-12-14, ANT, VALID",
    "ANT, 2010-12-15, ANT, NOT_VALID", // three countries came after it
    "CUW, 2010-12-14, CUW, NOT_VALID",
    "CUW, 2010-12-15, CUW, VALID",
    "TMP, 2002-05-20, TLS, VALID",
    "ZAR, 1997-07-13, ZAR, VALID",
    "ZAR, 2020-01-01, COD, VALID",
    "180, 1990-01-01, ZAR, VALID",
    "180, 2020-01-01, COD, VALID",
    "CS, 1990-01-01, CSK, VALID",
    "CS, 2005-01-01, SCG, VALID",
    "YUG, 2005-01-01, SCG, VALID",
    "YUG, 2020-01-01, SCG, NOT_VALID", // its successor was divided
    "Zaire, 1990-01-01, ZAR, VALID",
    "Zaire, 2020-01-01, COD, VALID",
    "Birmania, 1980-01-01, BUR, VALID",
    "Birmania, 2020-01-01, MMR, VALID",
    "Timor Oriental, 2010-01-01, TLS, VALID",
    "890, 1985-01-01, YUG, VALID",
    "Atlántida, 2020-01-01, '', UNKNOWN",
  })
  void aCodeHoldsForAsLongAsItDid(String text, LocalDate day, String code, State state) {
    assertThat(CountryCodes.find(text, (int) day.toEpochDay())).isEqualTo(new Found(code, state));
  }

  @Test
  void everyCountryOfTheListIsFoundByTwoAndThreeLetters() {
    for (String alpha2 : Locale.getISOCountries()) {
      String alpha3 = new Locale("", alpha2).getISO3Country();
      Found found = new Found(alpha3, State.VALID);
      assertThat(CountryCodes.find(alpha2, CodeHistory.NO_END)).as(alpha2).isEqualTo(found);
      assertThat(CountryCodes.find(alpha3, CodeHistory.NO_END)).as(alpha2).isEqualTo(found);
    }
  }

  @Test
  void codesThatAreNotLookedUpAreThemselvesOnEveryDay() {
    // All but eleven that came with the withdrawal of another, by ISO 3166-3.
    assertThat(CountryCodes.always()).hasSize(Locale.getISOCountries().length - 11);
    assertThat(CountryCodes.always()).doesNotContain("CUW", "COD", "ANT", "SCG");
    for (String code : CountryCodes.always()) {
      Found found = new Found(code, State.VALID);
      assertThat(CountryCodes.find(code, CodeHistory.ALWAYS)).isEqualTo(found);
      assertThat(CountryCodes.find(code, CodeHistory.NO_END)).isEqualTo(found);
    }
  }

  @Test
  void successorsAreFollowedAndNamesOfSeveralAreOfNone() {
    CodeHistory history =
        CodeHistory.of(
            List.of(
                new Entry("A", List.of("San José"), 0, 9, "B"),
                new Entry("B", List.of(), 12, 19, "C"), // two days after A
                new Entry("C", List.of("San José"), 5, CodeHistory.NO_END, ""),
                new Entry("D", List.of("Circular"), 0, 9, "E"),
                new Entry("E", List.of(), 0, 9, "D")));
    assertThat(history.find("a", 9)).isEqualTo(new Found("A", State.VALID));
    assertThat(history.find("A", 11)).isEqualTo(new Found("A", State.NOT_VALID));
    assertThat(history.find("A", 12)).isEqualTo(new Found("B", State.VALID));
    assertThat(history.find("A", 20)).isEqualTo(new Found("C", State.VALID));
    assertThat(history.find("SAN JOSE", 4)).isEqualTo(new Found("A", State.VALID));
    assertThat(history.find("SAN JOSE", 7)).isEqualTo(new Found("", State.UNKNOWN)); // A or C
    assertThat(history.find("Circular", 10)).isEqualTo(new Found("D", State.NOT_VALID));
  }
}
