package org.caudal.register.link;

import java.io.Serializable;
import java.util.List;
import org.caudal.statistics.linkage.Comparer;
import org.caudal.statistics.linkage.LinkageModel;
import org.caudal.statistics.linkage.Symbols;
import org.jspecify.annotations.Nullable;

/** A {@link Comparer} that travels to executors and is made there, once a task. */
final class LazyComparer implements Serializable {
  private static final long serialVersionUID = 1;

  private final LinkageModel model;
  private final List<String> fields;
  private final List<String> rules;
  private final Symbols.Unit unit;
  private transient @Nullable Comparer made;

  LazyComparer(LinkageModel model, List<String> fields, List<String> rules, Symbols.Unit unit) {
    this.model = model;
    this.fields = fields;
    this.rules = rules;
    this.unit = unit;
  }

  /** The comparer, for the one thread of the task. */
  Comparer get() {
    Comparer ready = made;
    if (ready == null) {
      ready = new Comparer(model, fields, rules, unit);
      made = ready;
    }
    return ready;
  }
}
