package org.caudal.statistics.spells;

import java.util.ArrayList;
import java.util.List;
import org.caudal.statistics.spells.AdaptiveSpells.Params;
import org.jspecify.annotations.Nullable;

/** Residences among the stays of one user between two long silences. */
final class Residences {
  /** What a day of a visit takes from a residence that has a day at home for one. */
  private static final double VISIT_WEIGHT = 0.3;

  /** Worth of a day of a residence that the span cuts off below the minimum stay. */
  private static final double OPEN_WEIGHT = 0.25;

  /** Days that a further residence must be worth. */
  private static final double LEAST_WORTH = 5;

  /** Least share of days seen, visits left out, with records at home. */
  private static final double LEAST_HOME_SHARE = 0.45;

  /** Least part of the minimum stay from the first to the last day seen at home. */
  private static final double LEAST_SPREAD = 0.4;

  /** How many times more often a home must be seen in its residence than in the next. */
  private static final double LEAST_CONTRAST = 2;

  /** Silences at the ends of the span up to so many times the usual one say nothing. */
  private static final double USUAL_SILENCES = 3;

  private final Sightings seen;
  private final StayModel model;
  private final Params params;
  private final int firstDay;
  private final int lastDay;

  /** First and last day of residences that the span cuts off. */
  private final int openStart;

  private final int openEnd;
  private final List<Stay> stays = new ArrayList<>();

  /** First day of each stay; at last the day after the last. */
  private final List<ChangeDay> changes = new ArrayList<>();

  /** Days seen in one state, positions from (inclusive) to (exclusive). */
  private record Stay(int state, int from, int to) {}

  /** Stays from (inclusive) to (exclusive) with a home; the name is the place most seen. */
  private record Block(int name, int home, int from, int to) {}

  Residences(
      Sightings seen, StayModel model, Params params, int from, int to, int firstDay, int lastDay) {
    this.seen = seen;
    this.model = model;
    this.params = params;
    this.firstDay = firstDay;
    this.lastDay = lastDay;
    int[] path = model.path();
    for (int first = from, i = from + 1; i <= to; i++) {
      if (i == to || path[i] != path[first]) {
        stays.add(new Stay(path[first], first, i));
        first = i;
      }
    }
    double usual = USUAL_SILENCES * (lastDay - firstDay + 1) / (to - from);
    int start = seen.days[from];
    int end = seen.days[to - 1] + 1;
    this.openStart = start - firstDay <= usual ? firstDay : start;
    this.openEnd = lastDay + 1 - end <= usual ? lastDay : end - 1;
    changes.add(ChangeDay.anyOf(firstDay, openStart));
    for (int s = 1; s < stays.size(); s++) {
      changes.add(between(stays.get(s - 1), stays.get(s)));
    }
    changes.add(ChangeDay.anyOf(openEnd + 1, lastDay + 1));
  }

  private ChangeDay between(Stay before, Stay after) {
    return ChangeDay.between(
        seen.days,
        before.from(),
        after.to(),
        i -> model.likelihood(i, before.state()) - model.likelihood(i, after.state()));
  }

  void addTo(List<Spell> spells) {
    List<Block> blocks = convincing(merged(longest()));
    for (int b = 0; b < blocks.size(); b++) {
      Block block = blocks.get(b);
      Block before = b > 0 ? blocks.get(b - 1) : null;
      Block after = b + 1 < blocks.size() ? blocks.get(b + 1) : null;
      ChangeDay start = orElse(change(before, block), changes.get(block.from()));
      ChangeDay end = orElse(change(block, after), changes.get(block.to()));
      spells.add(spell(block, start, end, probability(before, block), probability(block, after)));
    }
  }

  private static ChangeDay orElse(@Nullable ChangeDay change, ChangeDay other) {
    return change == null ? other : change;
  }

  private int start(int stay) {
    if (stay == 0 || stay == stays.size()) {
      return stay == 0 ? firstDay : lastDay + 1;
    }
    return changes.get(stay).quantile(0.5);
  }

  /** The residences with the most days at home, by dynamic programming over the stays. */
  private List<Block> longest() {
    int size = stays.size();
    int[] starts = new int[size + 1];
    int[] total = new int[seen.places.length + 1];
    for (int s = 0; s <= size; s++) {
      starts[s] = start(s);
      if (s > 0) {
        total[stays.get(s - 1).state()] += starts[s] - starts[s - 1];
      }
    }
    double[] best = new double[size + 1];
    @Nullable Block[] last = new @Nullable Block[size + 1];
    for (int to = 1; to <= size; to++) {
      best[to] = best[to - 1];
      for (int home = 0; home < seen.places.length; home++) {
        double days = mayEnd(to - 1, home, total) ? -LEAST_WORTH : Double.NEGATIVE_INFINITY;
        for (int from = to - 1; from >= 0; from--) {
          int length = starts[from + 1] - starts[from];
          days += stays.get(from).state() == home ? length : -VISIT_WEIGHT * length;
          if (days > 0 && best[from] + days > best[to] && mayEnd(from, home, total)) {
            double value = best[from] + days * weight(from, to, starts[to] - starts[from]);
            if (value > best[to]) {
              best[to] = value;
              last[to] = new Block(home, home, from, to);
            }
          }
        }
      }
    }
    List<Block> blocks = new ArrayList<>();
    for (int to = size; to > 0; ) {
      Block block = last[to];
      if (block != null) {
        blocks.add(0, block);
      }
      to = block == null ? to - 1 : block.from();
    }
    return blocks;
  }

  /** Whether a stay may be the first or last of a residence: at home, or surely a visit. */
  private boolean mayEnd(int stay, int home, int[] total) {
    int state = stays.get(stay).state();
    boolean cutOff = stay == 0 || stay == stays.size() - 1;
    return state == home
        || state == seen.places.length
        || total[state] < params.minimumStay()
        || (cutOff && start(stay + 1) - start(stay) < params.minimumOpenStay());
  }

  private double weight(int from, int to, int days) {
    double lasting = changes.get(from).probabilityOf(params.minimumStay(), changes.get(to));
    if (lasting >= params.leastStayProbability()) {
      return 0.5 + 0.5 * lasting;
    }
    boolean open = from == 0 || to == stays.size();
    return open && days >= params.minimumOpenStay() ? OPEN_WEIGHT : 0;
  }

  /** Joins residences at one place that less than a minimum stay parts. */
  private List<Block> merged(List<Block> blocks) {
    List<Block> merged = new ArrayList<>();
    for (Block block : blocks) {
      int n = merged.size() - 1;
      if (n >= 0
          && merged.get(n).name() == block.name()
          && start(block.from()) - start(merged.get(n).to()) < params.minimumStay()) {
        Block before = merged.get(n);
        merged.set(n, new Block(before.name(), before.home(), before.from(), block.to()));
      } else {
        merged.add(block);
      }
    }
    return merged;
  }

  /** Without residences of little evidence or not clearly other than their neighbours. */
  private List<Block> convincing(List<Block> blocks) {
    List<Block> kept = new ArrayList<>();
    for (Block block : blocks) {
      BlockEvidence evidence = evidence(block, block.home());
      if (evidence.homeDays() >= params.minimumEvidence()
          && evidence.spread() >= LEAST_SPREAD * params.minimumStay()
          && evidence.homeShare() >= LEAST_HOME_SHARE) {
        kept.add(block);
      }
    }
    kept = merged(named(kept));
    for (int b = 1; b < kept.size(); ) {
      Block before = kept.get(b - 1);
      Block after = kept.get(b);
      if (before.name() == after.name() || information(before, after) >= params.moveCost()) {
        b++;
      } else {
        int first = evidence(before, before.name()).homeDays();
        kept.remove(first < evidence(after, after.name()).homeDays() ? b - 1 : b);
        kept = merged(kept);
        b = 1;
      }
    }
    return kept;
  }

  /** Names each residence by the place most seen, unless a neighbour has that name. */
  private List<Block> named(List<Block> blocks) {
    List<Block> named = new ArrayList<>(blocks);
    for (int b = 0; b < named.size(); b++) {
      Block block = named.get(b);
      int top = evidence(block, block.home()).mostSeen();
      if ((b == 0 || named.get(b - 1).name() != top)
          && (b + 1 == named.size() || named.get(b + 1).name() != top)) {
        named.set(b, new Block(top, block.home(), block.from(), block.to()));
      }
    }
    return named;
  }

  private BlockEvidence evidence(Block block, int home) {
    return BlockEvidence.of(
        seen, model.path(), block.home(), home, first(block).from(), last(block).to());
  }

  private Stay first(Block block) {
    return stays.get(block.from());
  }

  private Stay last(Block block) {
    return stays.get(block.to() - 1);
  }

  /** What the two mixtures of places tell more than one; 0 where a home is seen in both. */
  private double information(Block before, Block after) {
    return BlockEvidence.information(
        evidence(before, before.name()).shares(after.name()),
        evidence(after, after.name()).shares(before.name()),
        LEAST_CONTRAST);
  }

  private double probability(@Nullable Block before, @Nullable Block after) {
    return before == null || after == null || before.name() == after.name()
        ? 1
        : 1 / (1 + Math.exp(params.moveCost() - information(before, after)));
  }

  /** Day of the move between two residences, any visits between them on either side of it. */
  private @Nullable ChangeDay change(@Nullable Block before, @Nullable Block after) {
    if (before == null || after == null || before.home() == after.home()) {
      return null;
    }
    int last = before.to() - 1;
    while (stays.get(last).state() != before.home()) {
      last--;
    }
    int first = after.from();
    while (stays.get(first).state() != after.home()) {
      first++;
    }
    return between(stays.get(last), stays.get(first));
  }

  private Spell spell(
      Block block,
      ChangeDay start,
      ChangeDay after,
      double startProbability,
      double endProbability) {
    boolean isOpenStart = block.from() == 0;
    boolean isOpenEnd = block.to() == stays.size();
    double tail = (1 - params.level()) / 2;
    return new Spell(
        seen.places[block.name()],
        isOpenStart ? openStart : start.quantile(0.5),
        isOpenEnd ? openEnd : after.quantile(0.5) - 1,
        isOpenStart ? firstDay : start.quantile(tail),
        isOpenStart ? seen.days[first(block).from()] : start.quantile(1 - tail),
        isOpenEnd ? seen.days[last(block).to() - 1] : after.quantile(tail) - 1,
        isOpenEnd ? lastDay : after.quantile(1 - tail) - 1,
        isOpenStart,
        isOpenEnd,
        evidence(block, block.name()).homeDays(),
        last(block).to() - first(block).from(),
        start.probabilityOf(params.minimumStay(), after),
        startProbability,
        endProbability);
  }
}
