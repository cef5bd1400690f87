package org.caudal.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.caudal.problem.Nearest;
import org.caudal.problem.ProblemException;

/** Every table by its name. */
public final class TableCatalogue {
  private final List<TableSchema> tables;

  /** A catalogue of the given records. */
  public TableCatalogue(Collection<Class<? extends Record>> records) {
    this.tables =
        records.stream()
            .map(TableSchema::of)
            .distinct()
            .sorted(Comparator.comparing(TableSchema::name))
            .toList();
  }

  /** All tables, by name. */
  public List<TableSchema> tables() {
    return tables;
  }

  /** Names of all tables. */
  public List<String> names() {
    return tables.stream().map(TableSchema::name).toList();
  }

  /** The table of that name, if there is one. */
  public Optional<TableSchema> find(String name) {
    return tables.stream().filter(table -> table.name().equals(name)).findFirst();
  }

  /** The table of that name; a misspelt name is answered with the nearest ones. */
  public TableSchema named(String name) {
    return find(name)
        .orElseThrow(
            () ->
                ProblemException.user(
                    name,
                    "is no table.",
                    Nearest.question(name, names()) + "`caudal list` shows all."));
  }
}
