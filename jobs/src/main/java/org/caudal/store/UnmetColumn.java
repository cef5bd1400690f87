package org.caudal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.problem.Nearest;

/**
 * A column that a parameter names, and that may be absent, but that no file of a load has.
 *
 * @param parameter that names it
 * @param column of the source
 * @param nearest question for those that the files have, or empty
 * @param records of all files
 */
public record UnmetColumn(String parameter, String column, String nearest, long records) {

  /**
   * Those of the files, each once.
   *
   * @param named columns by the parameter that names them
   */
  static List<UnmetColumn> of(
      List<ExtractFile> files, LoadPlan plan, Extract extract, Map<String, List<String>> named) {
    if (extract.format() == Extract.Format.JSON_LINES) {
      return List.of(); // each line names its own columns
    }
    List<String> found = files.stream().flatMap(file -> file.header().stream()).distinct().toList();
    long records = files.stream().mapToLong(ExtractFile::records).sum();
    Map<String, String> requested = RawColumns.requested(plan, extract);
    List<UnmetColumn> unmet = new ArrayList<>();
    for (Field field : plan.fields()) {
      String column = requested.get(RawColumns.raw(field.column()));
      if (field.absentable() && column != null && !found.contains(column)) {
        String nearest =
            Nearest.question(column, found.stream().filter(HeaderCheck::isName).toList());
        parameters(field.column(), extract, named).stream()
            .map(parameter -> new UnmetColumn(parameter, column, nearest, records))
            .forEach(unmet::add);
      }
    }
    return unmet;
  }

  private static List<String> parameters(
      String field, Extract extract, Map<String, List<String>> named) {
    return extract.columns().containsKey(field)
        ? List.of("extract.columns." + field)
        : named.entrySet().stream()
            .filter(parameter -> parameter.getValue().contains(field))
            .map(Map.Entry::getKey)
            .toList();
  }

  /** Warning under which the records of all files are counted. */
  public String warning() {
    return "column-in-no-file (" + parameter + ": " + column + ")";
  }

  /** What is wrong and what to do. */
  public String told() {
    return "no file has the column "
        + column
        + " of "
        + parameter
        + ". "
        + nearest
        + "Name it as the files do, or leave it out; if it comes in another load, all is well.";
  }
}
