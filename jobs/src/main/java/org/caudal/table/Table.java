package org.caudal.table;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Declares a record as a table: its components, in order, are the columns. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Table {
  /** Singular noun in snake case; also the folder under the table root. */
  String name();

  /** What one row is, in one sentence. */
  String row();

  /** Columns that together identify a row; checked before every write. */
  String[] key();

  /** Columns whose values become folders; empty when the table is not partitioned. */
  String[] partitionedBy() default {};

  /** Columns that files are sorted by, so that readers skip files; empty for none. */
  String[] clusteredBy() default {};

  /** Where the rows may go. */
  Sensitivity sensitivity();

  /** Conditions every row meets; they become Delta CHECK constraints. */
  Check[] checks() default {};

  /** What a reader should beware of; shown on the table's page. */
  String caveat() default "";

  /** A query that is ready to run, with the table under its own name. */
  String example() default "";

  /** One condition. */
  @interface Check {
    /** Name of the constraint, in snake case. */
    String name();

    /** SQL condition that is true, or unknown because of nulls, for every row. */
    String sql();
  }
}
