package dev.offboard.messaging.tenancy;

import dev.offboard.contracts.TenantId;
import java.lang.ScopedValue.CallableOp;
import org.jspecify.annotations.Nullable;

/// Whose rows the work of a thread is about. A request is about its caller's tenant; whatever
/// begins in another place - a consumer, a timer - says that it is about all. What says nothing
/// sees no row that belongs to a tenant, and can write none.
///
/// Holds for connections taken meanwhile, so say it outside of the transaction. Threads that the
/// work starts say it anew.
public final class Tenancy {
  /// No tenant is called so.
  private static final String ALL = "*";

  private static final String NONE = "";

  private static final ScopedValue<String> SEEN = ScopedValue.newInstance();

  private Tenancy() {}

  /// Work of the service itself, for whomever it concerns.
  public static void acrossAll(Runnable work) {
    ScopedValue.where(SEEN, ALL).run(work);
  }

  /// The same with an answer.
  public static <T extends @Nullable Object, X extends Throwable> T askAcrossAll(
      CallableOp<T, X> work) throws X {
    return ScopedValue.where(SEEN, ALL).call(work);
  }

  /// Work for somebody.
  ///
  /// @param tenant whom they are bound to; null for all
  public static <T extends @Nullable Object, X extends Throwable> T askFor(
      @Nullable TenantId tenant, CallableOp<T, X> work) throws X {
    return ScopedValue.where(SEEN, tenant == null ? ALL : tenant.value()).call(work);
  }

  /// As the database's setting says it.
  static String seen() {
    return SEEN.orElse(NONE);
  }
}
