package org.caudal.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.caudal.load.Extract;
import org.caudal.load.Field;
import org.caudal.load.LoadPlan;
import org.caudal.load.RawColumns;
import org.caudal.problem.Nearest;

/**
 * Columns that may be absent and are, where a file has others that are not read: misspelt ones.
 *
 * <p>Registers of different columns have some each of those that parameters name: of these one that
 * a file lacks is told only where it has a column of nearly that name. Those that all files lack
 * have a warning of their own ({@link UnmetColumn}), but for JSON Lines, where only the first line
 * of a file is looked at.
 */
final class AbsentColumns {
  private AbsentColumns() {}

  /** A line for what all files lack, and for files that lack the same beside. */
  static List<String> told(
      List<ExtractFile> files,
      LoadPlan plan,
      Extract extract,
      Map<String, List<String>> named,
      Set<String> replaced) {
    if (plan.unpivot().isPresent()) {
      return List.of(); // all others are read
    }
    boolean isJson = extract.format() == Extract.Format.JSON_LINES;
    String where = isJson ? " in the first line" : "";
    Map<String, String> requested = RawColumns.requested(plan, extract);
    List<String> mayBeAbsent =
        plan.fields().stream()
            .filter(Field::absentable)
            .filter(field -> !replaced.contains(field.column()))
            .map(field -> RawColumns.raw(field.column()))
            .filter(requested::containsKey)
            .map(requested::get)
            .toList();
    List<String> ofSome =
        Stream.concat(
                named.values().stream().flatMap(List::stream).map(extract::sourceColumn),
                extract.columns().values().stream())
            .toList();
    List<String> common =
        mayBeAbsent.stream()
            .filter(name -> files.stream().noneMatch(file -> file.header().contains(name)))
            .filter(name -> isJson || !ofSome.contains(name)) // else it has a warning of its own
            .toList();
    Map<String, List<String>> byColumns = new LinkedHashMap<>();
    Set<String> unreadAnywhere = new LinkedHashSet<>();
    for (ExtractFile file : files) {
      List<String> header = file.header();
      List<String> unread =
          header.stream()
              .filter(name -> !name.isEmpty() && !requested.containsValue(name))
              .toList();
      List<String> absent =
          mayBeAbsent.stream()
              .filter(name -> !header.contains(name) && !common.contains(name))
              .filter(name -> !ofSome.contains(name) || !Nearest.to(name, unread).isEmpty())
              .toList();
      unreadAnywhere.addAll(unread);
      if (!absent.isEmpty() && !unread.isEmpty()) {
        byColumns
            .computeIfAbsent(line(absent, where, unread), line -> new ArrayList<>())
            .add(file.name());
      }
    }
    List<String> lines = new ArrayList<>();
    if (!common.isEmpty() && !unreadAnywhere.isEmpty()) {
      String all =
          files.size() == 1
              ? files.get(0).name() + " has "
              : "all " + files.size() + " files have ";
      lines.add(all + line(common, where, List.copyOf(unreadAnywhere)));
    }
    byColumns.forEach((line, names) -> lines.add(named(names) + line));
    return lines;
  }

  private static String line(List<String> absent, String where, List<String> unread) {
    return "no column "
        + String.join(", ", absent)
        + where
        + "; columns that are not read: "
        + HeaderCheck.found(unread)
        + ". If one is the other, map it under extract.columns.";
  }

  private static String named(List<String> files) {
    return files.size() == 1
        ? files.get(0) + " has "
        : files.get(0) + " and " + (files.size() - 1) + " more have ";
  }
}
