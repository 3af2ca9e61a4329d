package dev.offboard.local.platform;

import dev.offboard.local.runtime.Coordinates;
import dev.offboard.local.runtime.RunningPlatform;
import java.time.Duration;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Behind `OnPlatform`: starts the platform when the first test needs it, in containers when Docker
/// answers (see `Containers`) and else with the embedded runtime, and gives it to the tests. Before
/// each test it waits until all of it works again, so that a test which kills something doesn't
/// spoil the next one.
public final class PlatformExtension implements ParameterResolver, BeforeEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(PlatformExtension.class);
  private static final Duration RECOVERY = Duration.ofMinutes(2);

  @Override
  public void beforeEach(ExtensionContext context) {
    platform(context).awaitReady(RECOVERY);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RunningPlatform.class || type == Coordinates.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    RunningPlatform platform = platform(context);
    return parameter.getParameter().getType() == Coordinates.class
        ? platform.coordinates()
        : platform;
  }

  private static RunningPlatform platform(ExtensionContext context) {
    OnPlatform wanted = context.getRequiredTestClass().getAnnotation(OnPlatform.class);
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(
            SharedPlatform.class, ignored -> new SharedPlatform(), SharedPlatform.class)
        .of(wanted.value());
  }
}
