package org.caudal.job;

import org.caudal.load.LoadPlan;

/** How the rows of a job are put into its output. */
public sealed interface Write {

  /** The rows become the whole table. */
  record Whole() implements Write {}

  /**
   * The rows replace the periods that were asked for, or the whole table when none was.
   *
   * @param column date column holding the day, or the first day of the period
   * @param step what is replaced at once; a span of months is first widened to whole quarters
   */
  record Span(String column, Step step) implements Write {
    /** The shortest period that can be replaced. */
    public enum Step {
      DAY,
      MONTH,
      QUARTER
    }

    /** The months that a run for the given months replaces. */
    public Months replaced(Months asked) {
      return step == Step.QUARTER ? asked.wholeQuarters() : asked;
    }
  }

  /** The rows are merged by the table's key: known keys are updated, new ones inserted. */
  record Merge() implements Write {}

  /**
   * The rows are classified extract rows: accepted ones go to the table, the others to the tables
   * of rejected and duplicate rows.
   */
  record Load(LoadPlan plan) implements Write {}

  /**
   * The rows become CSV extracts for another job to load, one file for each value of a column.
   *
   * @param fileColumn holds the file name; it is not itself written
   */
  record Export(String fileColumn) implements Write {}
}
