package org.caudal.synthetic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.spark.sql.Row;

/** Stays of the synthetic country that are of a kind on purpose, and can be known to be. */
public final class PlantedStays {
  private static final String HOME = "XCA";

  private PlantedStays() {}

  /** Stays by the column of {@code stay} that should be true. */
  public static Map<String, List<Row>> of(Map<Long, List<Row>> lives) {
    Map<String, List<Row>> planted = new TreeMap<>();
    for (List<Row> life : lives.values()) {
      add(planted, "is_seasonal", repeated(life, "seasonal_work"));
      add(planted, "is_circular", repeated(life, "circular_work"));
      add(planted, "is_transit", passing(life));
    }
    return planted;
  }

  /** Stays for work of a life, also of who came once. */
  public static List<Row> forWork(List<Row> life) {
    return those(life, stay -> stay.<String>getAs("reason").endsWith("_work"));
  }

  private static void add(Map<String, List<Row>> planted, String kind, List<Row> stays) {
    planted.computeIfAbsent(kind, k -> new ArrayList<>()).addAll(stays);
  }

  private static List<Row> those(List<Row> life, Predicate<Row> which) {
    return life.stream().filter(which).toList();
  }

  /** Stays for work from which the person has come home at least twice. */
  private static List<Row> repeated(List<Row> life, String reason) {
    List<Row> over = life.subList(0, life.size() - 1);
    List<Row> done = those(over, stay -> stay.getAs("reason").equals(reason));
    return done.size() < 2 ? List.of() : done;
  }

  /** First stays in the country of those who pass through and were seen to leave. */
  private static List<Row> passing(List<Row> life) {
    List<Row> passing = new ArrayList<>();
    for (int i = 1; i < life.size(); i++) {
      Row stay = life.get(i);
      String reason = stay.getAs("reason");
      boolean comes = !life.get(i - 1).getAs("country").equals(HOME);
      boolean leaves = !life.get(life.size() - 1).getAs("country").equals(HOME);
      if ((reason.equals("transit") || reason.equals("caravan"))
          && stay.getAs("country").equals(HOME)
          && comes
          && leaves) {
        passing.add(stay);
      }
    }
    return passing;
  }
}
