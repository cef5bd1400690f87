package org.caudal.store;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.problem.Nearest;
import org.caudal.problem.Problem;

/**
 * Whether the columns of a file are those that a plan needs.
 *
 * <p>A first line without any known name may be a record: its cells are not shown, because they
 * could be raw identifiers.
 */
final class HeaderCheck {
  private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

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
    Map<String, String> requested = RawColumns.requested(plan, extract);
    boolean named = file.header().stream().anyMatch(requested::containsValue);
    Set<String> seen = new HashSet<>();
    Set<String> distinct = new HashSet<>();
    for (String name : file.header()) {
      String alike = plan.unpivot().isPresent() ? name.toUpperCase(Locale.ROOT) : name;
      boolean repeated = !name.isEmpty() && !distinct.add(alike);
      seen.add(name);
      if (repeated && named) {
        problems.add(
            new Problem(
                place, "has two columns named " + name + ".", "Rename one of them in the file."));
      }
    }
    for (Field field : plan.fields()) {
      String column = requested.get(RawColumns.raw(field.column()));
      boolean absent = field.absentable() && !extract.columns().containsKey(field.column());
      if (column == null || seen.contains(column) || absent) {
        continue;
      }
      if (file.header().size() == 1 && likelyDelimiter(file.header().get(0), extract) != null) {
        problems.add(
            new Problem(
                place,
                "is one single cell with the delimiter '" + extract.csv().delimiter() + "'.",
                "Set extract.csv.delimiter to '"
                    + likelyDelimiter(file.header().get(0), extract)
                    + "'."));
        return;
      }
      problems.add(
          new Problem(
              place,
              "has no column " + column + " for the field " + field.column() + ".",
              Nearest.question(column, seen)
                  + "Map it under extract.columns, or give a fixed value under extract.constants."
                  + found(file, named)));
    }
  }

  private static String found(ExtractFile file, boolean named) {
    return named
        ? " Columns found: " + String.join(", ", file.header()) + "."
        : " None of the first line's "
            + file.header().size()
            + " cells is a known name: does the file lack its header?";
  }

  private static @org.jspecify.annotations.Nullable String likelyDelimiter(
      String header, Extract extract) {
    for (char c : DELIMITERS) {
      if (c != extract.csv().delimiter().charAt(0) && header.indexOf(c) >= 0) {
        return c == '\t' ? "\\t" : String.valueOf(c);
      }
    }
    return null;
  }
}
