package org.caudal.load;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/** The columns of the source that a rule looks at, and what stands there. */
record LookedAt(LoadPlan plan, Extract extract) {

  /** Their names: of a derived value that of the field that it is of. */
  Column columns(Rule rule) {
    return joined(rule, name -> lit(extract.sourceColumn(name)));
  }

  /** Their raw values, masked: of a derived value that is of no field none. */
  Column values(Rule rule) {
    return joined(rule, this::shown);
  }

  private Column joined(Rule rule, Function<String, Column> told) {
    return rule.others().isEmpty()
        ? told(rule.column(), told)
        : concat_ws(
            ", ",
            Stream.concat(Stream.of(rule.column()), rule.others().stream())
                .map(name -> told(name, told))
                .toArray(Column[]::new));
  }

  /** What is told of the first field with a value that a derived one is of, else of itself. */
  private Column told(String name, Function<String, Column> told) {
    List<String> sources = plan.sources().getOrDefault(name, List.of());
    return sources.isEmpty()
        ? told.apply(name)
        : coalesce(
            Stream.concat(
                    sources.stream().map(field -> when(raw(field).isNotNull(), told.apply(field))),
                    Stream.of(told.apply(name)))
                .toArray(Column[]::new));
  }

  private Column shown(String name) {
    return plan.fields().stream()
        .filter(field -> field.column().equals(name))
        .findFirst()
        .map(field -> Masking.shown(raw(name), field))
        .orElse(lit(null).cast("string"));
  }

  private static Column raw(String field) {
    return col(RawColumns.raw(field));
  }
}
