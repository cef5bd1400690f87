package org.caudal.synthetic.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.catalyst.expressions.XXH64;
import org.caudal.phone.person.HolderClasses;
import org.caudal.statistics.JoinedColumns;
import org.caudal.statistics.Normal;
import org.caudal.statistics.PersonInterval;
import org.caudal.statistics.RakedReplicates;
import org.caudal.statistics.RakedReplicates.Cells;
import org.caudal.statistics.RakedReplicates.Margins;
import org.caudal.statistics.RakedReplicates.Parts;
import org.caudal.statistics.RakedReplicates.Weights;
import org.caudal.synthetic.phone.RedrawnPhones.Holder;
import org.caudal.synthetic.phone.RedrawnPhones.Phone;

/** What weigh-devices and estimate-person-flows do, without Spark: for many draws of phones. */
final class PlainPersonFlows {
  private static final double DAYS = 31; // of March
  private static final double Z = Normal.twoSided(0.95);
  private static final int MOST = 12;

  /** A flow {@code from>to}, or a stock {@code >to}. */
  record Figure(double estimate, double naive, double standardError, double low, double high) {}

  private final int replicates;
  private final double persons;
  private final Map<String, Map<String, Map<String, Double>>> classes;

  /**
   * An estimator.
   *
   * @param persons persons to a device
   * @param classes residents by class of holders, its names and provinces; empty where it is not
   *     known who registered a phone
   */
  PlainPersonFlows(
      int replicates, double persons, Map<String, Map<String, Map<String, Double>>> classes) {
    this.replicates = replicates;
    this.persons = persons;
    this.classes = classes;
  }

  /** The figures of one draw of phones. */
  Map<String, Figure> figures(List<Phone> phones, Map<String, Double> residents) {
    Weighed weighed = weighed(phones, residents);
    double[] rows = new double[residents.size()];
    double located = 0;
    Cells first = weighed.cells();
    for (int i = 0; i < first.rows().length; i++) {
      rows[first.rows()[i]] += first.weights()[i] * first.counts()[i][0];
      located += first.counts()[i][0];
    }
    double factor = residents.values().stream().mapToDouble(Double::doubleValue).sum() / located;
    return again(phones, weighed.names(), first, List.copyOf(residents.keySet()), rows, factor);
  }

  /** Residents who work, by the weights of the first month. */
  double workers(List<Phone> phones, Map<String, Double> residents) {
    Weighed weighed = weighed(phones, residents);
    return phones.stream()
        .filter(phone -> phone.works() && !phone.before().isEmpty())
        .mapToDouble(phone -> weighed.cells().weights()[weighed.names().indexOf(cell(phone))])
        .sum();
  }

  /** Cells with the weight of a device, and their names. */
  private record Weighed(List<String> names, Cells cells) {}

  private Weighed weighed(List<Phone> phones, Map<String, Double> residents) {
    Map<String, double[]> strata = new TreeMap<>(); // seen and located
    Map<String, Integer> cells = new TreeMap<>();
    for (Phone phone : phones) {
      if (phone.daysBefore() > 0) {
        double[] counts = strata.computeIfAbsent(stratum(phone), s -> new double[2]);
        counts[0]++;
        if (!phone.before().isEmpty()) {
          counts[1]++;
          cells.merge(cell(phone), 1, Integer::sum);
        }
      }
    }
    List<String> names = List.copyOf(cells.keySet());
    List<String> areas = List.copyOf(residents.keySet());
    List<String> columns = List.copyOf(strata.keySet());
    int[] row = names.stream().mapToInt(n -> areas.indexOf(n.split("[|]")[0])).toArray();
    int[] column = names.stream().mapToInt(n -> columns.indexOf(n.split("[|]")[1])).toArray();
    double[] base = new double[names.size()];
    double[][] counts = new double[names.size()][];
    for (int i = 0; i < base.length; i++) {
      double[] stratum = strata.getOrDefault(columns.get(column[i]), new double[] {1, 1});
      base[i] = persons * stratum[0] / stratum[1];
      counts[i] = new double[] {cells.getOrDefault(names.get(i), 0)};
    }
    double[] targets = areas.stream().mapToDouble(a -> residents.getOrDefault(a, 0.0)).toArray();
    double[][] weights =
        RakedReplicates.rake(
                new Cells(row, column, base, persons, counts),
                new Margins(targets, new double[columns.size()], known(names, areas)))
            .weights();
    double[] units = Arrays.stream(weights).mapToDouble(weight -> weight[0]).toArray();
    return new Weighed(names, new Cells(row, column, units, persons, counts));
  }

  /** Residents of each province by class. */
  private List<Parts> known(List<String> cells, List<String> areas) {
    List<Parts> parts = new ArrayList<>();
    classes.forEach(
        (part, residents) -> {
          Map<String, double[]> known = new TreeMap<>();
          residents.forEach(
              (name, of) ->
                  known.put(
                      name, areas.stream().mapToDouble(a -> of.getOrDefault(a, 0.0)).toArray()));
          parts.add(HolderClasses.parts(part, names(part, cells), known, areas.size()));
        });
    return parts;
  }

  private static List<String> names(String part, List<String> cells) {
    int field = 2 + HolderClasses.PARTS.indexOf(part);
    return cells.stream().map(cell -> cell.split("[|]", -1)[field]).toList();
  }

  /** Those with a home in both months stand for all of the first. */
  private Map<String, Figure> again(
      List<Phone> phones,
      List<String> names,
      Cells first,
      List<String> areas,
      double[] rows,
      double factor) {
    double[][] all = new double[names.size()][replicates + 1];
    Map<String, double[][]> flows = new TreeMap<>();
    Map<String, Integer> devices = new HashMap<>();
    for (Phone phone : phones) {
      if (!phone.before().isEmpty() && !phone.after().isEmpty()) {
        int i = names.indexOf(cell(phone));
        double[] drawn = drawn(phone.sim());
        add(all[i], drawn);
        for (String flow : List.of(phone.before() + ">" + phone.after(), ">" + phone.after())) {
          double[][] counts = flows.computeIfAbsent(flow, f -> new double[names.size()][0]);
          counts[i] = counts[i].length == 0 ? new double[replicates + 1] : counts[i];
          add(counts[i], drawn);
          devices.merge(flow, 1, Integer::sum);
        }
      }
    }
    List<Integer> seen = new ArrayList<>();
    for (int i = 0; i < all.length; i++) {
      if (all[i][0] > 0) {
        seen.add(i);
      }
    }
    Map<String, Double> residents = new TreeMap<>();
    Map<String, Double> units = new TreeMap<>();
    for (int i = 0; i < all.length; i++) {
      int row = first.rows()[i];
      if (seen.stream().anyMatch(other -> first.rows()[other] == row)) {
        residents.merge(column(names, i), first.weights()[i] * first.counts()[i][0], Double::sum);
      }
      units.merge(column(names, i), all[i][0], Double::sum);
    }
    Map<String, String> joined = JoinedColumns.of(units);
    Map<String, Double> sums = JoinedColumns.sums(residents, joined);
    List<String> columns = List.copyOf(sums.keySet());
    Weights raked =
        RakedReplicates.rake(
            new Cells(
                seen.stream().mapToInt(i -> first.rows()[i]).toArray(),
                seen.stream()
                    .mapToInt(i -> columns.indexOf(joined.get(column(names, i))))
                    .toArray(),
                seen.stream().mapToDouble(i -> first.weights()[i]).toArray(),
                persons,
                seen.stream().map(i -> all[i]).toArray(double[][]::new)),
            new Margins(
                rows,
                sums.values().stream().mapToDouble(Double::doubleValue).toArray(),
                known(seen.stream().map(names::get).toList(), areas)));
    assertThat(raked.shortfalls())
        .as("else the run ends")
        .containsExactly(new double[columns.size()], within(1e-3));
    Map<String, Figure> figures = new TreeMap<>();
    flows.forEach(
        (flow, counts) ->
            figures.put(flow, figure(seen, raked, counts, devices.getOrDefault(flow, 0), factor)));
    return figures;
  }

  private static String column(List<String> cells, int cell) {
    return cells.get(cell).split("[|]", -1)[1];
  }

  private Figure figure(
      List<Integer> seen, Weights raked, double[][] counts, int devices, double factor) {
    double[] values = new double[replicates + 1];
    for (int s = 0; s < seen.size(); s++) {
      double[] count = counts[seen.get(s)];
      for (int r = 0; r < count.length; r++) {
        values[r] += raked.weights()[s][r] * RakedReplicates.counted(count, raked.spreads()[s], r);
      }
    }
    double mean = 0;
    for (int r = 1; r <= replicates; r++) {
      mean += values[r] / replicates;
    }
    double squares = 0;
    for (int r = 1; r <= replicates; r++) {
      squares += (values[r] - mean) * (values[r] - mean);
    }
    double error = Math.sqrt(squares / (replicates - 1));
    PersonInterval interval = PersonInterval.of(values[0], error, devices * persons, devices, Z);
    return new Figure(
        values[0], devices * factor, error, Math.floor(interval.low()), Math.ceil(interval.high()));
  }

  /** How often a device counts: once, then Poisson(1) times in each replicate. */
  private double[] drawn(long device) {
    double[] drawn = new double[replicates + 1];
    drawn[0] = 1;
    for (int r = 1; r <= replicates; r++) {
      double uniform = (XXH64.hashLong(device, r) >>> 11) * 0x1p-53;
      double probability = Math.exp(-1);
      double below = probability;
      int count = 0;
      while (uniform >= below && count < MOST) {
        count++;
        probability /= count;
        below += probability;
      }
      drawn[r] = count;
    }
    return drawn;
  }

  private static void add(double[] sums, double[] more) {
    for (int i = 0; i < sums.length; i++) {
      sums[i] += more[i];
    }
  }

  private String cell(Phone phone) {
    Holder holder = classes.isEmpty() ? Holder.UNKNOWN : phone.holder();
    return String.join("|", phone.before(), stratum(phone), holder.sex(), holder.age());
  }

  private static String stratum(Phone phone) {
    double share = phone.daysBefore() / DAYS;
    String activity = share < 0.4 ? "low" : share < 0.8 ? "middle" : "high";
    return phone.operator() + "/" + activity;
  }
}
