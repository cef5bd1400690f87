package org.caudal.register.link;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.caudal.reference.CodeRules;
import org.caudal.reference.CountryCodes;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/** In which countries which of two surnames is the main one. */
public record MainSurnames(
    @Doc(
            "Columns with a country, by any code of ISO 3166-1 or its name, of which the first that has one counts; main-surname for all records where none is named")
        @Example("[citizenship]")
        @Default("[]")
        List<String> columns,
    @Doc(
            "Countries in which the first surname is the main one, by any code or name; by default those of Spanish")
        @Default(
            "[ARG, BOL, CHL, COL, CRI, CUB, DOM, ECU, ESP, GNQ, GTM, HND, MEX, NIC, PAN, PER, PRI, PRY, SLV, URY, VEN]")
        List<String> firstIn,
    @Doc("Countries in which the last one is; by default those of Portuguese")
        @Default("[AGO, BRA, CPV, GNB, MOZ, PRT, STP, TLS]")
        List<String> lastIn) {

  /** Refuses a country with both. */
  public MainSurnames {
    columns = List.copyOf(columns);
    firstIn = codes(firstIn);
    lastIn = codes(lastIn);
    if (!Collections.disjoint(firstIn, lastIn)) {
      throw new IllegalArgumentException(
          "first-in and last-in must differ, were " + firstIn + " and " + lastIn);
    }
  }

  /** Refuses what is no country. */
  void requireCountries(List<String> others) {
    Stream.of(firstIn, lastIn)
        .flatMap(List::stream)
        .forEach(code -> CodeRules.requireCountryEver(code, others));
  }

  private static List<String> codes(List<String> countries) {
    return countries.stream().map(text -> CountryCodes.configured(text, List.of())).toList();
  }
}
