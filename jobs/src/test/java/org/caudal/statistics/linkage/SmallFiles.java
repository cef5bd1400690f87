package org.caudal.statistics.linkage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.caudal.statistics.linkage.Blocks.Member;
import org.caudal.statistics.linkage.Symbols.Unit;
import org.caudal.statistics.linkage.UnmatchedShares.Sourced;
import org.jspecify.annotations.Nullable;

/** Linkage of small files in memory: an empty cell is null, the file is the source. */
final class SmallFiles {
  private SmallFiles() {}

  /** Rows of files, each text as the unit reads it. */
  static List<Map<String, String>> rows(Unit unit, String... files) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    for (String file : files) {
      for (Map<String, String> row : Csv.read(file)) {
        Map<String, String> withSource = new LinkedHashMap<>();
        row.forEach((field, text) -> withSource.put(field, String.valueOf(unit.read(text))));
        withSource.put("source", file);
        rows.add(withSource);
      }
    }
    return rows;
  }

  static @Nullable String value(Map<String, String> row, String field) {
    String value = row.get(field);
    return value == null || value.isEmpty() ? null : value;
  }

  private static String[] values(Map<String, String> row, List<String> fields) {
    return fields.stream().map(field -> value(row, field)).toArray(String[]::new);
  }

  private static Map<String, Map<String, Double>> frequencies(
      LinkageModel model, List<Map<String, String>> rows) {
    Map<String, Map<String, Double>> frequencies = new HashMap<>();
    for (String field : model.frequencyFields()) {
      Map<String, Integer> counts = new HashMap<>();
      int all = 0;
      for (Map<String, String> row : rows) {
        String value = value(row, field);
        if (value != null) {
          counts.merge(value, 1, Integer::sum);
          all++;
        }
      }
      Map<String, Double> shares = new HashMap<>();
      for (Map.Entry<String, Integer> count : counts.entrySet()) {
        shares.put(count.getKey(), (double) count.getValue() / all);
      }
      frequencies.put(field, shares);
    }
    return frequencies;
  }

  static List<Member> members(
      LinkageModel model, Comparer comparer, List<String> fields, List<Map<String, String>> rows) {
    Map<String, Map<String, Double>> frequencies = frequencies(model, rows);
    return rows.stream()
        .map(
            row ->
                new Member(
                    row.getOrDefault("source", ""),
                    row.getOrDefault("unique_id", ""),
                    comparer.candidate(values(row, fields)),
                    model.frequencyFields().stream()
                        .mapToDouble(
                            f ->
                                frequencies
                                    .getOrDefault(f, Map.of())
                                    .getOrDefault(row.getOrDefault(f, ""), Double.NaN))
                        .toArray()))
        .toList();
  }

  static void pairs(
      LinkageModel model,
      Comparer comparer,
      List<Member> members,
      BiConsumer<Member, Member> pairs) {
    for (int rule = 0; rule < comparer.rules().size(); rule++) {
      Map<Long, List<Member>> left = new TreeMap<>();
      Map<Long, List<Member>> right = new TreeMap<>();
      for (Member member : members) {
        BlockingRule blocking = comparer.rules().get(rule);
        blocking
            .keys()
            .of(member.candidate())
            .forEach(
                (key, sides) -> {
                  if ((sides & BlockKeys.LEFT) != 0) {
                    left.computeIfAbsent(key, k -> new ArrayList<>()).add(member);
                  }
                  if ((sides & BlockKeys.RIGHT) != 0) {
                    right.computeIfAbsent(key, k -> new ArrayList<>()).add(member);
                  }
                });
      }
      for (Map.Entry<Long, List<Member>> block : left.entrySet()) {
        for (Member first : block.getValue()) {
          for (Member second : right.getOrDefault(block.getKey(), List.of())) {
            if (first.compareTo(second) < 0
                && Blocks.isPair(model.link(), comparer.rules(), 0, rule, first, second)) {
              pairs.accept(first, second);
            }
          }
        }
      }
    }
  }

  static LinkageModel withU(LinkageModel model, List<Map<String, String>> rows, Unit unit) {
    List<String> fields = model.fields(List.of());
    List<Sourced> records = new ArrayList<>();
    for (Map<String, String> row : rows) {
      records.add(new Sourced(row.getOrDefault("source", ""), Arrays.asList(values(row, fields))));
    }
    return UnmatchedShares.counted(model, fields, records, unit);
  }

  static List<PatternCount> patterns(
      LinkageModel model,
      String rule,
      List<Integer> learnt,
      boolean adjusted,
      List<Map<String, String>> rows,
      Unit unit) {
    record Group(long pattern, double adjustment) {}
    Scorer scorer = new Scorer(model);
    List<String> fields = model.fields(List.of(rule));
    Comparer comparer = new Comparer(model, fields, List.of(rule), unit);
    Map<Group, Long> counts = new HashMap<>();
    pairs(
        model,
        comparer,
        members(model, comparer, fields, rows),
        (left, right) -> {
          long pattern = comparer.pattern(left.candidate(), right.candidate());
          double adjustment =
              learnt.stream()
                  .mapToDouble(
                      c -> scorer.adjustment(c, pattern, left.frequencies(), right.frequencies()))
                  .sum();
          counts.merge(new Group(pattern, adjusted ? adjustment : 0), 1L, Long::sum);
        });
    return counts.entrySet().stream()
        .map(e -> new PatternCount(e.getKey().pattern(), e.getKey().adjustment(), e.getValue()))
        .toList();
  }
}
