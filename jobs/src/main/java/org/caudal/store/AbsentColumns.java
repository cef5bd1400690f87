package org.caudal.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;

/** Columns that may be absent and are, where a file has others that are not read: misspelt ones. */
final class AbsentColumns {
  private AbsentColumns() {}

  /** A line for files that lack the same columns and have the same others. */
  static List<String> told(List<ExtractFile> files, LoadPlan plan, Extract extract) {
    if (plan.unpivot().isPresent()) {
      return List.of(); // all others are read
    }
    Map<String, String> requested = RawColumns.requested(plan, extract);
    List<String> mayBeAbsent =
        plan.fields().stream()
            .filter(Field::absentable)
            .map(field -> RawColumns.raw(field.column()))
            .filter(requested::containsKey)
            .map(requested::get)
            .toList();
    Map<String, List<String>> byColumns = new LinkedHashMap<>();
    for (ExtractFile file : files) {
      List<String> header = file.header();
      List<String> absent = mayBeAbsent.stream().filter(name -> !header.contains(name)).toList();
      List<String> unread =
          header.stream()
              .filter(name -> !name.isEmpty() && !requested.containsValue(name))
              .toList();
      if (!absent.isEmpty() && !unread.isEmpty()) {
        byColumns
            .computeIfAbsent(
                "no column "
                    + String.join(", ", absent)
                    + "; columns that are not read: "
                    + HeaderCheck.found(unread)
                    + ". If one is the other, map it under extract.columns.",
                columns -> new ArrayList<>())
            .add(file.name());
      }
    }
    return byColumns.entrySet().stream()
        .map(entry -> named(entry.getValue()) + entry.getKey())
        .toList();
  }

  private static String named(List<String> files) {
    return files.size() == 1
        ? files.get(0) + " has "
        : files.get(0) + " and " + (files.size() - 1) + " more have ";
  }
}
