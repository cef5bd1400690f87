package org.caudal.statistics.linkage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lists in conditions: fields with several values, in the way Splink compares them.
 *
 * <p>A field is a text. One in brackets is a list, as JSON or as DuckDB writes it ({@code [ana,
 * anita]}); any other is a list of one. Elements that are empty or null are left out, also where
 * DuckDB counts a null in a length.
 */
final class SqlLists {
  /** Reads a text as a list. */
  static final String READ = "list of";

  /** The different elements of a list, each of which is a key. */
  static final String ELEMENTS = "elements of";

  /** What reads a text as a list. */
  static final Set<String> READINGS = Set.of(READ, SqlVectors.READ);

  /** A list of elements. */
  static final String LIST = "list";

  /** An element of a list by its number. */
  static final String ELEMENT = "element";

  /** What is done with each element. */
  static final String LAMBDA = "->";

  /** Elements that two lists have. */
  static final Set<String> INTERSECTIONS = Set.of("list_intersect", "array_intersect");

  /** How many elements a list has. */
  static final String LENGTH = "array_length";

  /** The same under all its names. */
  static final Set<String> LENGTHS = Set.of(LENGTH, "list_length", "size", "cardinality");

  private static final Set<String> TRANSFORMS =
      Set.of("list_transform", "array_transform", "list_apply", "transform", "apply");
  private static final Set<String> LARGEST = Set.of("list_max", "array_max");
  private static final Set<String> SMALLEST = Set.of("list_min", "array_min");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private SqlLists() {}

  /** The elements of a value. */
  static List<?> of(Object value) {
    if (value instanceof List<?> list) {
      return list;
    }
    String text = SqlFunctions.text(value).strip();
    if (!text.startsWith("[") || !text.endsWith("]")) {
      return List.of(value);
    }
    List<String> elements = new ArrayList<>();
    try {
      JsonNode list = MAPPER.readTree(text);
      for (JsonNode element : list) {
        if (element.isFloatingPointNumber()) { // 10e2 and 1e3 are marks that differ
          return asWritten(text);
        }
        elements.add(element.isNull() ? "" : element.asText());
      }
    } catch (JsonProcessingException e) {
      return asWritten(text);
    }
    elements.removeIf(String::isEmpty);
    return elements;
  }

  /** The elements of a list as DuckDB writes it. */
  private static List<String> asWritten(String list) {
    List<String> elements = new ArrayList<>();
    for (String element : SqlTexts.split(list.substring(1, list.length() - 1), ",")) {
      String stripped = element.strip();
      elements.add(stripped.equalsIgnoreCase("null") ? "" : stripped);
    }
    elements.removeIf(String::isEmpty);
    return elements;
  }

  /** The different elements that both values have. */
  static List<?> common(Object left, Object right) {
    Set<Object> both = new LinkedHashSet<>(of(left));
    both.retainAll(new LinkedHashSet<>(of(right)));
    return new ArrayList<>(both);
  }

  /**
   * A condition whose lists are read once a record, and in which a metric between any two elements
   * of two lists is one call.
   *
   * @throws IllegalArgumentException if elements are used in another way
   */
  static Sql read(Sql condition) {
    Sql read = condition;
    if (condition instanceof Sql.Call call) {
      Sql pairwise = pairwise(call);
      boolean takesLists = INTERSECTIONS.contains(call.name()) || LENGTHS.contains(call.name());
      @Nullable String taken =
          SqlVectors.COSINES.contains(call.name()) ? SqlVectors.READ : takesLists ? READ : null;
      read =
          pairwise != null
              ? pairwise
              : new Sql.Call(
                  call.name(),
                  call.arguments().stream()
                      .map(SqlLists::read)
                      .map(argument -> taken == null ? argument : read(taken, argument))
                      .toList());
    }
    if (read instanceof Sql.Variable variable) {
      throw new IllegalArgumentException(
          "element "
              + variable.name()
              + " of a list is used in another way than list_max or list_min of a metric between all elements of two lists, as Splink writes it");
    }
    return read;
  }

  private static Sql list(Sql argument) {
    return read(READ, argument);
  }

  private static Sql read(String as, Sql argument) {
    return new Sql.Call(as, List.of(argument));
  }

  /**
   * The largest or smallest value of a metric between the elements of two lists; null where the
   * call is none.
   */
  private static Sql.@Nullable Call pairwise(Sql.Call extreme) {
    boolean isLargest = LARGEST.contains(extreme.name());
    if (!isLargest && !SMALLEST.contains(extreme.name())) {
      return null;
    }
    Lambda ofPairs = lambda(extreme.arguments().get(0));
    Lambda ofLeft = lambda(argument(ofPairs.list(), "flatten"));
    Lambda ofRight = lambda(ofLeft.body());
    Sql pair =
        new Sql.Call(
            LIST, List.of(new Sql.Variable(ofLeft.name()), new Sql.Variable(ofRight.name())));
    if (ofRight.body().equals(pair)
        && ofPairs.body() instanceof Sql.Call metric
        && Metric.ofTexts(metric.name())) {
      for (double first : new double[] {0, 1}) { // Spark counts elements from 0, DuckDB from 1
        if (metric.arguments().equals(elements(ofPairs.name(), first))) {
          return between(metric.name(), isLargest, ofLeft.list(), ofRight.list());
        }
      }
    }
    throw unknown(extreme.name());
  }

  private static Sql.Call between(String metric, boolean isLargest, Sql first, Sql second) {
    if (first.sides().size() != 1
        || second.sides().size() != 1
        || first.sides().equals(second.sides())) {
      throw new IllegalArgumentException(
          metric + " between lists takes one of the left and one of the right record");
    }
    return new Sql.Call(
        PairwiseMetric.NAME,
        List.of(
            new Sql.Literal(metric),
            new Sql.Literal(isLargest),
            list(read(first)),
            list(read(second))));
  }

  private static List<Sql> elements(String pair, double first) {
    return List.of(element(pair, first), element(pair, first + 1));
  }

  private static Sql element(String list, double number) {
    return new Sql.Call(ELEMENT, List.of(new Sql.Variable(list), new Sql.Literal(number)));
  }

  private record Lambda(Sql list, String name, Sql body) {}

  private static Lambda lambda(Sql sql) {
    if (sql instanceof Sql.Call call
        && TRANSFORMS.contains(call.name())
        && call.arguments().size() == 2
        && call.arguments().get(1) instanceof Sql.Call lambda
        && lambda.name().equals(LAMBDA)
        && lambda.arguments().get(0) instanceof Sql.Variable variable) {
      return new Lambda(call.arguments().get(0), variable.name(), lambda.arguments().get(1));
    }
    throw unknown(sql instanceof Sql.Call call ? call.name() : sql.toString());
  }

  private static Sql argument(Sql sql, String name) {
    if (sql instanceof Sql.Call call && call.name().equals(name) && call.arguments().size() == 1) {
      return call.arguments().get(0);
    }
    throw unknown(sql instanceof Sql.Call call ? call.name() : sql.toString());
  }

  private static IllegalArgumentException unknown(String what) {
    return new IllegalArgumentException(
        what
            + " is used in another way than list_max or list_min of a metric between all elements of two lists, as Splink writes it");
  }
}
