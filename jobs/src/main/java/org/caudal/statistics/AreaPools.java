package org.caudal.statistics;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Areas of nested levels, of which some are taken together. A pool is named by its smallest code.
 * The areas of a pool have one parent, or parents of one pool: so levels stay nested.
 */
final class AreaPools {
  private final Map<String, Map<String, String>> parents = new TreeMap<>();
  private final Map<String, String> coarser = new TreeMap<>();
  private final Map<String, Map<String, String>> pools = new TreeMap<>();
  private final Set<String> withheld = new TreeSet<>();
  private final Map<String, Set<String>> outside = new TreeMap<>();

  /** Every area by itself. An area without a parent, such as a foreign country, is its own. */
  AreaPools(Collection<FlowProtection.Area> areas) {
    Map<String, TreeSet<String>> codes = new TreeMap<>();
    for (FlowProtection.Area area : areas) {
      parents.computeIfAbsent(area.level(), l -> new TreeMap<>()).put(area.id(), area.parentId());
      codes.computeIfAbsent(area.level(), l -> new TreeSet<>()).add(area.id());
    }
    for (FlowProtection.Area area : areas) {
      codes.entrySet().stream()
          .filter(e -> e.getValue().contains(area.parentId()) && !isAbove(area.level(), e.getKey()))
          .findFirst()
          .ifPresent(e -> coarser.putIfAbsent(area.level(), e.getKey()));
    }
  }

  /** Makes an area known that has figures. */
  void add(String level, String id) {
    pools.computeIfAbsent(level, l -> new TreeMap<>()).putIfAbsent(id, id);
    String above = coarser.get(level);
    if (above != null) {
      add(above, parent(level, id));
    }
  }

  /** The level above, if there is one. */
  @Nullable String coarser(String level) {
    return coarser.get(level);
  }

  /** The levels, each before those below it. */
  List<String> levels() {
    return pools.keySet().stream()
        .sorted(
            Comparator.comparingInt((String level) -> depth(level))
                .thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  /** Whether a level is another one or above it, so that it can not be below. */
  private boolean isAbove(String level, String other) {
    String above = coarser.get(other);
    return level.equals(other) || (above != null && isAbove(level, above));
  }

  private int depth(String level) {
    String above = coarser.get(level);
    return above == null ? 0 : 1 + depth(above);
  }

  /** The pool of an area. */
  String pool(String level, String id) {
    String pool = at(level).get(id);
    return pool == null ? id : pool;
  }

  /** The pool, one level up, to which a pool belongs. */
  String parentPool(String level, String pool) {
    String above = coarser.get(level);
    return above == null ? "" : pool(above, parent(level, pool));
  }

  /** Whether an area is taken together with others, or its level withheld. */
  boolean isPooled(String level, String id) {
    return withheld.contains(level) || isOutside(level, id) || members(level, pool(level, id)) > 1;
  }

  private boolean isOutside(String level, String id) {
    return outside.getOrDefault(level, Set.of()).contains(id);
  }

  /**
   * Puts an area outside, so that nothing of it is shown, if its stock can not be found from that
   * of an area above: at the top, and in areas that are outside themselves. Tells whether it could.
   */
  boolean putOutside(String level, String id) {
    String above = coarser.get(level);
    boolean isLoose = above == null || isOutside(above, parent(level, id));
    return isLoose && outside.computeIfAbsent(level, l -> new TreeSet<>()).add(id);
  }

  /** The row or column of an area. */
  String key(String level, String id) {
    return isOutside(level, id) ? FlowLayer.outside(id) : pool(level, id);
  }

  /** The flow one level up that a flow is part of. */
  FlowLayer.Flow parent(String level, FlowLayer.Flow flow) {
    return new FlowLayer.Flow(parentKey(level, flow.row()), parentKey(level, flow.column()));
  }

  private String parentKey(String level, String key) {
    return FlowLayer.isOutside(key) ? key : parentPool(level, key);
  }

  /** Whether nothing of a level is shown: it is withheld, or one pool has all its areas. */
  boolean isHidden(String level) {
    Map<String, String> all = at(level);
    return withheld.contains(level) || (all.size() > 1 && new TreeSet<>(all.values()).size() == 1);
  }

  /** Shows nothing of a level. */
  void withhold(String level) {
    withheld.add(level);
  }

  /**
   * Takes the pool of an area together with the smallest other one of the same parent; where there
   * is none, first the parent with another. Tells whether it could.
   *
   * @param size how many devices live in a pool of the level
   */
  boolean widen(String level, String id, Sizes size) {
    Optional<String> partner = partner(level, id, size);
    if (partner.isEmpty()) {
      String above = coarser.get(level);
      if (above == null || !widen(above, parent(level, id), size)) {
        return false;
      }
      partner = partner(level, id, size);
    }
    partner.ifPresent(other -> join(level, pool(level, id), other));
    return true; // a wider parent is progress, too
  }

  private Optional<String> partner(String level, String id, Sizes size) {
    String own = pool(level, id);
    ToDoubleFunction<String> devices = pool -> size.of(level, pool);
    return new TreeSet<>(at(level).values())
        .stream()
            .filter(pool -> !pool.equals(own) && !isOutside(level, pool))
            .filter(pool -> parentPool(level, pool).equals(parentPool(level, own)))
            .min(Comparator.comparingDouble(devices).thenComparing(Comparator.naturalOrder()));
  }

  private void join(String level, String one, String other) {
    String name = one.compareTo(other) < 0 ? one : other;
    at(level).replaceAll((id, pool) -> pool.equals(one) || pool.equals(other) ? name : pool);
  }

  private long members(String level, String pool) {
    return at(level).values().stream().filter(pool::equals).count();
  }

  private String parent(String level, String id) {
    String parent = parents.getOrDefault(level, Map.of()).getOrDefault(id, "");
    return parent.isEmpty() ? id : parent;
  }

  private Map<String, String> at(String level) {
    return pools.getOrDefault(level, Map.of());
  }

  /** Devices that live in a pool. */
  interface Sizes {
    double of(String level, String pool);
  }
}
