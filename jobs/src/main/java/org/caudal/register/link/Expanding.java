package org.caudal.register.link;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;

/** Several rows for each row, a row at a time. */
final class Expanding implements Iterator<Row> {
  private final Iterator<Row> rows;
  private final BiConsumer<Row, Consumer<Row>> expand;
  private final List<Row> made = new ArrayList<>();
  private int next;

  Expanding(Iterator<Row> rows, BiConsumer<Row, Consumer<Row>> expand) {
    this.rows = rows;
    this.expand = expand;
  }

  @Override
  public boolean hasNext() {
    while (next == made.size() && rows.hasNext()) {
      made.clear();
      next = 0;
      expand.accept(rows.next(), made::add);
    }
    return next < made.size();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return made.get(next++);
  }
}
