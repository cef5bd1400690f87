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
    // names of ISO 3166-1 in English, Spanish, Portuguese of both sides and French (iso-codes)
    "Myanmar, MMR",
    "Cingapura, SGP",
    "Suazilândia, SWZ",
    "Irão, IRN",
    "Vietname, VNM",
    "Maurícia, MUS",
    "Benim, BEN",
    "Brunei Darussalam, BRN",
    "'Palestina, Estado de', PSE",
    "'Congo, República Democrática del', COD",
    "'Corea, República de', KOR",
    "'Tanzania, República Unida de', TZA",
    "'Korea (the Republic of)', KOR",
    "Brésil, BRA",
    "'Haïti', HTI",
    "États-Unis, USA",
    "Timor-Leste, TLS",
    "Eswatini, SWZ",
    "República Federativa do Brasil, BRA",
    "Reino de España, ESP",
    "République de Haïti, HTI",
    "'Moldova, Republic of', MDA",
    "'Taiwán, Provincia de China', TWN",
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
    // Two letters and numbers that were used again
    "AI, 1975-06-01, AFI, VALID",
    "AI, 1980-06-01, AFI, NOT_VALID", // Anguilla has had them since 1985
    "AI, 2020-01-01, AIA, VALID",
    "AFI, 2020-01-01, DJI, VALID",
    "262, 1975-06-01, AFI, VALID",
    "262, 1977-06-01, DJI, VALID",
    "GE, 1975-06-01, GEL, VALID",
    "GE, 2020-01-01, GEO, VALID",
    "SK, 1974-06-01, SKM, VALID",
    "SK, 2020-01-01, SVK, VALID",
    "BQ, 1975-06-01, ATB, VALID",
    "BQ, 2020-01-01, BES, VALID",
    "FQ, 1975-06-01, ATF, VALID",
    "BY, 1980-01-01, BYS, VALID",
    "PZ, 1975-06-01, PCZ, VALID",
    "HVO, 2020-01-01, BFA, VALID",
    "Alto Volta, 1980-01-01, HVO, VALID",
    "SSD, 2005-01-01, SSD, NOT_VALID",
    "HRV, 1985-01-01, HRV, NOT_VALID",
    "Republic of China, 2020-01-01, '', UNKNOWN", // may be of Taiwan
    "Corea, 2020-01-01, '', UNKNOWN", // there are two
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
    // All but 54 that came later than 1974: 3 in 1977, 2 in 1979 and in 1980, 1 in 1984 and in
    // 1985,
    // 6 in 1986, 16 in 1992 and BLR, 4 in 1993 and CZE and SVK, 1 in 1989, 1997, 1999, 2002, 2004
    // and 2011, 5 in 2006, 2 in 2007, 3 in 2010.
    assertThat(CountryCodes.always()).hasSize(Locale.getISOCountries().length - 54);
    assertThat(CountryCodes.always()).doesNotContain("CUW", "COD", "ANT", "SCG", "ATF");
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
