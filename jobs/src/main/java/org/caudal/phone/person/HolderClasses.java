package org.caudal.phone.person;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.caudal.statistics.RakedReplicates.Parts;

/** Classes of who registered devices, sex and age, as groups within the areas of a raking. */
public final class HolderClasses {
  /** The classes, as columns and in their order. */
  public static final List<String> PARTS = List.of("sex", "age_band");

  /** Names that say nothing: no sex, no age. */
  public static final List<String> UNKNOWN = List.of("0", "");

  private HolderClasses() {}

  /**
   * Groups in the order of their names.
   *
   * @param part which of the classes
   * @param ofCells name of the class of each cell
   * @param known residents of each area, by name
   * @param areas number of areas
   */
  public static Parts parts(
      String part, List<String> ofCells, Map<String, double[]> known, int areas) {
    TreeSet<String> all = new TreeSet<>(ofCells);
    all.addAll(known.keySet());
    List<String> names = List.copyOf(all);
    double[][] targets = new double[areas][names.size()];
    known.forEach(
        (name, residents) -> {
          for (int area = 0; area < areas; area++) {
            targets[area][names.indexOf(name)] = residents[area];
          }
        });
    return new Parts(part, ofCells.stream().mapToInt(names::indexOf).toArray(), targets);
  }
}
