package org.caudal.register.link;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.caudal.load.Strength;
import org.caudal.reference.CodeHistory;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;
import org.jspecify.annotations.Nullable;

/** Which fields are countries and places, and the day on which their codes must hold. */
public record CodeColumns(
    @Doc(
            "Fields with a country, by any code of ISO 3166-1 or its name; they become its alpha-3 code. Name texts such as SD or NA, which are countries too, under extract.values.missing where they stand for none")
        @Example("[country]")
        @Default("[]")
        List<String> countries,
    @Doc("Codes of countries beside ISO 3166-1, for example of a fictional country")
        @Example("[XCA]")
        @Default("[]")
        List<String> otherCountries,
    @Doc("Fields with a place, by a code or name of place_code; they become its code")
        @Example("[municipality]")
        @Default("[]")
        List<String> places,
    @Doc("Level of place_code in which places are looked for; all by default")
        @Example("municipality")
        @Nullable String placeLevel,
    @Doc("Columns with the day of a record, of which the first that has one counts")
        @Example("[registered_on]")
        @Default("[]")
        List<String> days,
    @Doc("Day of records without one; codes must hold today where it is not given")
        @Example("2024-06-30")
        @Nullable LocalDate otherwiseOn,
    @Doc("What becomes of a record with a code that is not known or did not hold on its day")
        @Default("warn")
        Strength wrong) {

  /** Copies the lists. */
  public CodeColumns {
    countries = List.copyOf(countries);
    otherCountries = otherCountries.stream().map(code -> code.toUpperCase(Locale.ROOT)).toList();
    places = List.copyOf(places);
    days = List.copyOf(days);
  }

  /** All fields with codes. */
  List<String> coded() {
    return Stream.concat(countries.stream(), places.stream()).toList();
  }

  /** The day of records without one, counted from 1970. */
  int otherwise() {
    return otherwiseOn == null ? CodeHistory.NO_END : (int) otherwiseOn.toEpochDay();
  }
}
