package org.caudal.run;

import java.util.ArrayList;
import java.util.List;
import org.caudal.store.DeltaStore;
import org.caudal.table.ContractDiff;
import org.caudal.table.Sensitivity;
import org.caudal.table.TableSchema;

/** Checks a table on disk against its declaration. */
public final class TableCheck {
  private final DeltaStore store;

  /** A check of tables of the store. */
  public TableCheck(DeltaStore store) {
    this.store = store;
  }

  /**
   * One check.
   *
   * @param check what is checked
   * @param rows rows, columns or versions that break it
   */
  public record Finding(String check, long rows) {
    /** Whether nothing breaks it. */
    public boolean sound() {
      return rows == 0;
    }
  }

  /** All checks of a table that is there. */
  public List<Finding> of(TableSchema schema) {
    List<Finding> findings = new ArrayList<>();
    ContractDiff diff = ContractDiff.between(schema, store.foundSchema(schema));
    findings.add(
        new Finding(
            "declared columns" + (diff.isEmpty() ? "" : "\n" + diff.render()), diff.size()));
    if (schema.declaration().sensitivity() == Sensitivity.PUBLISHED) {
      findings.add(
          new Finding(
              "Delta reader version 1, so that other programs can read it",
              store.readerVersion(schema) - 1L));
    }
    if (diff.isEmpty()) {
      Checks.of(schema, store.read(schema))
          .findings()
          .forEach(finding -> findings.add(new Finding(finding.check(), finding.rows())));
    }
    return List.copyOf(findings);
  }
}
