package org.caudal.run;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Threads that do a few things at once.
 *
 * @param <T> what a thing ends with
 */
final class Workers<T> implements AutoCloseable {
  private final int most;
  private final ExecutorService threads;
  private final CompletionService<T> done;
  private int busy;

  /** Threads for at most as many things at the same time. */
  Workers(int most) {
    this.most = most;
    this.threads = Executors.newFixedThreadPool(most);
    this.done = new ExecutorCompletionService<>(threads);
  }

  /** Whether one more thing can begin. */
  boolean areFree() {
    return busy < most;
  }

  /** Whether a thing has begun that was not waited for. */
  boolean areBusy() {
    return busy > 0;
  }

  /** Begins a thing. */
  void begin(Callable<T> thing) {
    done.submit(thing);
    busy++;
  }

  /** Waits for the next that ends; what it throws is thrown here. */
  T await() {
    try {
      T result = done.take().get();
      busy--;
      return result;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while jobs run.", e);
    }
  }

  /** Waits for what has begun, unless this thread was interrupted. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException e) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
