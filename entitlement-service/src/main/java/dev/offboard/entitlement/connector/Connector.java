package dev.offboard.entitlement.connector;

import dev.offboard.entitlement.connection.Method;

/// Does in one application what a step asks for. Must bear being called again for the same step:
/// whoever called before may have died before it could write the outcome down.
interface Connector {
  Method method();

  /// Returns only what the application has confirmed.
  Outcome perform(Call call) throws CallFailed;
}
