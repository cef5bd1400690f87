package org.caudal.run;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.caudal.load.Classification;
import org.caudal.load.ErasedPerson;
import org.caudal.store.CommitNote;
import org.caudal.store.DeltaStore;
import org.caudal.table.TableColumn;
import org.caudal.table.TableSchema;

/** The list of erased persons, and what it means for rows that are loaded. */
final class ErasedPersons {
  /** Rule under which their rows are rejected. */
  static final String RULE = "person-erased";

  private static final TableSchema LIST = TableSchema.of(ErasedPerson.class);

  /** What a rejected row of an erased person says: nothing of the person. */
  static final String STATEMENT = "The record is of a person who was erased.";

  /** What is to be done about it. */
  static final String REMEDY = "Take it out of the file at the source.";

  private final SparkSession spark;
  private final DeltaStore store;

  ErasedPersons(SparkSession spark, DeltaStore store) {
    this.spark = spark;
    this.store = store;
  }

  /** All marks on the list. */
  Set<PersonMark> marks() {
    return marks(store.read(LIST));
  }

  private static Set<PersonMark> marks(Dataset<Row> rows) {
    return PersonMark.of(rows.select("domain", "within", "pseudonym"));
  }

  /** Enters those marks that are not on the list. */
  void add(Collection<PersonMark> marks, Instant when, CommitNote note) {
    Set<PersonMark> fresh = new HashSet<>(marks);
    fresh.removeAll(marks());
    if (!fresh.isEmpty()) {
      List<Row> rows =
          fresh.stream()
              .map(
                  mark ->
                      LIST.row(
                          new ErasedPerson(
                              mark.domain(), mark.within(), mark.value(), when, note.runId())))
              .toList();
      store.append(LIST, spark.createDataFrame(rows, LIST.bareStructType()), note);
    }
  }

  /** Classified rows, those of erased persons rejected and without what they said. */
  Dataset<Row> rejected(Dataset<Row> classified, TableSchema schema) {
    PersonColumns persons = new PersonColumns(schema);
    Set<String> domains = new HashSet<>(persons.domains(PersonColumns.OWN));
    if (domains.isEmpty() || !store.exists(LIST)) {
      return classified;
    }
    domains.addAll(persons.domains(PersonColumns.MENTIONED));
    Set<PersonMark> marks = marks(store.read(LIST).filter(col("domain").isin(domains.toArray())));
    if (marks.isEmpty()) {
      return classified;
    }
    Column isErased = persons.has(marks, PersonColumns.OWN, PersonColumns.HIDDEN);
    Map<String, Column> said = new LinkedHashMap<>();
    said.put(Classification.RULE, lit(RULE));
    said.put(Classification.RULES, lit(RULE));
    said.put("load_column", lit(""));
    said.put("load_statement", lit(STATEMENT));
    said.put("load_remedy", lit(REMEDY));
    said.put("load_value", lit(null));
    said.put("load_record", lit(null));
    said.put(Classification.WARNINGS, expr("CAST(array() AS array<string>)"));
    said.put(Classification.FAILURES, expr("CAST(array() AS array<string>)"));
    said.replaceAll((name, value) -> when(isErased, value).otherwise(col(name)));
    for (TableColumn column : persons.columns(PersonColumns.MENTIONED)) {
      Column isMentioned = PersonColumns.has(marks, column, PersonColumns.HIDDEN);
      said.put(column.name(), when(isMentioned, lit(null)).otherwise(col(column.name())));
    }
    return classified.withColumns(said);
  }
}
