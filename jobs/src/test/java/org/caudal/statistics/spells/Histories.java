package org.caudal.statistics.spells;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.caudal.testing.SharedData;

/** Location histories beside the repository, a user each. */
record Histories(LocalDate firstDate, Map<String, History> users) {

  /** Days since the first date of the file, and places. */
  static final class History {
    final int[] day;
    final int[] place;

    History(int[] day, int[] place) {
      this.day = day;
      this.place = place;
    }
  }

  static Histories read(String file) {
    List<Map<String, String>> rows = rows(SharedData.require("phone/" + file));
    LocalDate first = rows.stream().map(row -> date(value(row, "date"))).sorted().toList().get(0);
    Map<String, List<int[]>> records = new TreeMap<>();
    for (Map<String, String> row : rows) {
      int day = (int) ChronoUnit.DAYS.between(first, date(value(row, "date")));
      records
          .computeIfAbsent(value(row, "user_id"), user -> new ArrayList<>())
          .add(new int[] {day, Integer.parseInt(value(row, "location"))});
    }
    Map<String, History> users = new TreeMap<>();
    records.forEach(
        (user, list) ->
            users.put(
                user,
                new History(
                    list.stream().mapToInt(record -> record[0]).toArray(),
                    list.stream().mapToInt(record -> record[1]).toArray())));
    return new Histories(first, users);
  }

  History user(String id) {
    return requireNonNull(users.get(id), id);
  }

  static String value(Map<String, String> row, String name) {
    return requireNonNull(row.get(name), name);
  }

  static LocalDate date(String text) {
    return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
  }

  String text(int day) {
    return firstDate.plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  static List<Map<String, String>> rows(Path file) {
    List<String> lines = lines(file);
    List<String> names = Arrays.asList(lines.get(0).split(","));
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] values = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int i = 0; i < values.length; i++) {
        row.put(names.get(i), values[i]);
      }
      rows.add(row);
    }
    return rows;
  }

  static List<String> lines(Path file) {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8))) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new AssertionError(file.toString(), e);
    }
  }
}
