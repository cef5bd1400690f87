package org.caudal.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.problem.Nearest;
import org.caudal.problem.Problem;

/**
 * Whether the columns of a file are those that a plan needs.
 *
 * <p>The first line may be a record, or hold one: a cell is shown only in a line with most of the
 * names that are needed, or with several that are asked for, and only if it looks like a name. Any
 * other could be a raw identifier.
 */
final class HeaderCheck {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');
  private static final int MOST_COLUMNS_SHOWN = 40;
  private static final int MOST_FILES_SHOWN = 3;

  /** A record may hold a word that is a name, but not so many. */
  private static final int LEAST_NAMES_OF_A_HEADER = 2;

  private static final String NO_COLUMN = "has no column ";

  /** At most 40 characters, on one line, without the marks of JSON or four digits in a row. */
  private static final Pattern NAME =
      Pattern.compile("(?!.*\\p{Nd}{4})[^\\p{Cntrl}\"':{}\\[\\]]{1,40}");

  private HeaderCheck() {}

  /** Adds what is wrong with the columns of a file. */
  static void of(ExtractFile file, LoadPlan plan, Extract extract, List<Problem> problems) {
    String place = file.path() + ":1";
    if (file.size() == 0 || (file.header().isEmpty() && file.records() <= 0)) {
      problems.add(
          new Problem(file.path(), "is empty: it has not even a header.", "Fetch the file again."));
      return;
    }
    if (extract.format() == Extract.Format.JSON_LINES) {
      return; // each line names its own columns; a required one that is absent rejects the line
    }
    if (file.header().stream().anyMatch(cell -> cell.indexOf('\r') >= 0)) {
      problems.add(
          new Problem(
              place,
              "has lines that end with a carriage return alone, so that all are read as one.",
              "Write it with line feeds, for example: tr '\\r' '\\n' < old.csv > new.csv"));
      return;
    }
    Map<String, String> requested = RawColumns.requested(plan, extract);
    List<String> needed =
        plan.fields().stream()
            .filter(field -> !field.absentable())
            .map(field -> requested.get(RawColumns.raw(field.column())))
            .filter(Objects::nonNull)
            .toList();
    List<String> missing = needed.stream().filter(name -> !file.header().contains(name)).toList();
    long met = requested.values().stream().distinct().filter(file.header()::contains).count();
    if (missing.size() * 2 > needed.size() && met < LEAST_NAMES_OF_A_HEADER) {
      problems.add(noHeader(place, file.header(), needed, missing, extract));
      return;
    }
    Set<String> distinct = new HashSet<>();
    for (String name : file.header()) {
      String alike = plan.unpivot().isPresent() ? name.toUpperCase(Locale.ROOT) : name;
      if (!name.isEmpty() && !distinct.add(alike)) {
        problems.add(
            new Problem(
                place,
                "has two columns named " + shown(name) + ".",
                "Rename one of them in the file."));
      }
    }
    List<String> names = file.header().stream().filter(HeaderCheck::isName).toList();
    for (Field field : plan.fields()) {
      String column = requested.get(RawColumns.raw(field.column()));
      if (column != null && missing.contains(column)) {
        problems.add(
            new Problem(
                place,
                NO_COLUMN + column + " for the field " + field.column() + ".",
                Nearest.question(column, names)
                    + "Map it under extract.columns, or give a fixed value under extract.constants."
                    + " Columns found: "
                    + found(file.header())
                    + "."));
      }
    }
  }

  /** The problems; of many files that lack the same column only the first. */
  static List<Problem> together(List<Problem> problems) {
    Map<String, List<Problem>> alike = new LinkedHashMap<>();
    problems.forEach(
        problem -> alike.computeIfAbsent(problem.statement(), s -> new ArrayList<>()).add(problem));
    List<Problem> together = new ArrayList<>();
    alike.forEach(
        (statement, same) -> {
          Problem first = same.get(0);
          if (statement.startsWith(NO_COLUMN) && same.size() > MOST_FILES_SHOWN) {
            String place = first.place() + " and " + (same.size() - 1) + " more";
            together.add(new Problem(place, statement, first.remedy()));
          } else {
            together.addAll(same);
          }
        });
    return together;
  }

  /** What a first line is in which most names are missing. */
  private static Problem noHeader(
      String place,
      List<String> cells,
      List<String> needed,
      List<String> missing,
      Extract extract) {
    String first = cells.get(0);
    if (extract.format() == Extract.Format.CSV && first.startsWith("{")) {
      return new Problem(
          place, "looks like JSON Lines and not like CSV.", "Set extract.format to json-lines.");
    }
    String delimiter = cells.size() == 1 ? likelyDelimiter(first, extract) : "";
    if (!delimiter.isEmpty()) {
      return new Problem(
          place,
          "is one single cell with the delimiter '" + extract.csv().delimiter() + "'.",
          "Set extract.csv.delimiter to '" + delimiter + "'.");
    }
    return new Problem(
        place,
        "is no header: "
            + (needed.size() - missing.size())
            + " of the "
            + needed.size()
            + " names needed are among its "
            + cells.size()
            + " cells. Not there: "
            + String.join(", ", missing)
            + ".",
        "Put a line with the names on top, or map the names of the file under extract.columns.");
  }

  /** Names of columns, without what may be no name. */
  static String found(List<String> header) {
    int more = header.size() - MOST_COLUMNS_SHOWN;
    return header.stream()
            .limit(MOST_COLUMNS_SHOWN)
            .map(HeaderCheck::shown)
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }

  /** Whether it may be shown as a name of a column. */
  static boolean isName(String cell) {
    return NAME.matcher(cell).matches();
  }

  private static String shown(String name) {
    return isName(name) ? name : "*** (" + name.length() + " characters)";
  }

  private static String likelyDelimiter(String header, Extract extract) {
    for (char c : DELIMITERS) {
      if (c != extract.csv().delimiter().charAt(0) && header.indexOf(c) >= 0) {
        return c == '\t' ? "\\t" : String.valueOf(c);
      }
    }
    return "";
  }
}
