package org.caudal.store;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.problem.Nearest;
import org.caudal.problem.Problem;

/** Whether the columns of a file are those that a plan needs. */
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
    Set<String> seen = new HashSet<>();
    for (String name : file.header()) {
      if (!name.isEmpty() && !seen.add(name)) {
        problems.add(
            new Problem(
                place, "has two columns named " + name + ".", "Rename one of them in the file."));
      }
    }
    Map<String, String> requested = RawColumns.requested(plan, extract);
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
                  + " Columns found: "
                  + String.join(", ", file.header())
                  + "."));
    }
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
