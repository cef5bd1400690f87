package org.caudal.store;

import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.spark.sql.SparkSession;

/** Settings of a session that hold for one write and that no write beside it may see. */
final class SessionSettings {
  private static final ReadWriteLock LOCK = new ReentrantReadWriteLock();

  private SessionSettings() {}

  /** Writes under the settings as they are, beside others that do. */
  static void read(Runnable writing) {
    LOCK.readLock().lock();
    try {
      writing.run();
    } finally {
      LOCK.readLock().unlock();
    }
  }

  /** Writes alone, under settings that are taken back afterwards. */
  static void with(SparkSession spark, Map<String, String> settings, Runnable writing) {
    LOCK.writeLock().lock();
    try {
      settings.forEach(spark.conf()::set);
      writing.run();
    } finally {
      settings.keySet().forEach(spark.conf()::unset);
      LOCK.writeLock().unlock();
    }
  }
}
