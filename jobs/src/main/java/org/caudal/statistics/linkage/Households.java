package org.caudal.statistics.linkage;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.caudal.statistics.linkage.Blocks.Member;

/**
 * Registers whose households have each person once: two records of one household are of two
 * persons, however alike they are. Marks of households are those of their register alone.
 *
 * @param fields the number of the field with the mark of the household, by register
 */
public record Households(Map<String, Integer> fields) implements Serializable {
  /** No register is known to have such households. */
  public static final Households NONE = new Households(Map.of());

  /** A copy, so that nobody changes it. */
  public Households {
    fields = Map.copyOf(fields);
  }

  /**
   * Registers of which records with these fields are looked at.
   *
   * @param names of the field of the household, by register
   * @param fields names of the fields of a record, in their order
   */
  public static Households of(Map<String, String> names, List<String> fields) {
    Map<String, Integer> numbers = new TreeMap<>();
    names.forEach((register, name) -> numbers.put(register, fields.indexOf(name)));
    return new Households(numbers);
  }

  /** Conditions that read the fields of these names, for those who list what is read. */
  public static List<String> conditions(Map<String, String> names) {
    return names.values().stream()
        .map(name -> '"' + name.replace("\"", "\"\"") + '"')
        .map(name -> "l." + name + " = r." + name)
        .toList();
  }

  /** Whether both are of one household, and so of two persons. */
  boolean keepApart(Member first, Member second) {
    Integer field = fields.get(first.source());
    if (field == null || !first.source().equals(second.source())) {
      return false;
    }
    String household = first.candidate().value(field);
    return household != null && household.equals(second.candidate().value(field));
  }
}
