package org.caudal.register.link;

import java.util.List;
import java.util.stream.Stream;
import org.caudal.statistics.linkage.NameParts;
import org.caudal.table.Default;
import org.caudal.table.Doc;
import org.caudal.table.Example;

/** Where the names of persons stand, and in which order. */
public record NameColumns(
    @Doc(
            "Columns with a whole name; the first that has one counts, where given and surnames have none")
        @Example("[full_name]")
        @Default("[]")
        List<String> whole,
    @Doc("Columns with given names") @Example("[given_names]") @Default("[]") List<String> given,
    @Doc(
            "Columns with surnames; where two have a value, each has one surname, and a third that of a spouse")
        @Example("[surnames]")
        @Default("[]")
        List<String> surnames,
    @Doc("What stands first in a whole name without a comma") @Default("given-first")
        NameParts.Order order,
    @Doc("Which of two surnames is the main one: first as in Spanish, last as in Portuguese")
        @Default("first")
        NameParts.Main mainSurname,
    @Doc("Which it is by the country of a record, where one of these is known") @Default("{}")
        MainSurnames mainSurnameBy) {

  /** Fields of a record that are made from names. */
  static final List<String> PARTS =
      List.of(
          "given",
          "main_surname",
          "other_surname",
          "married_surname",
          "given_key",
          "main_surname_key",
          "other_surname_key");

  /** Copies the lists. */
  public NameColumns {
    whole = List.copyOf(whole);
    given = List.copyOf(given);
    surnames = List.copyOf(surnames);
    if (!mainSurnameBy.columns().isEmpty()
        && whole.isEmpty()
        && given.isEmpty()
        && surnames.isEmpty()) {
      throw new IllegalArgumentException(
          "main-surname-by must come with names: whole, given or surnames");
    }
  }

  /** All columns with names. */
  List<String> all() {
    return Stream.of(whole, given, surnames).flatMap(List::stream).toList();
  }

  /** Fields that are made; none without columns. */
  List<String> parts() {
    return all().isEmpty() ? List.of() : PARTS;
  }
}
