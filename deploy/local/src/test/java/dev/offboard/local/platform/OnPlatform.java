package dev.offboard.local.platform;

import dev.offboard.local.runtime.Scope;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test class runs on a real platform, which its methods get as a parameter of type
/// `RunningPlatform` or `Coordinates`. The platform is shared by all test classes of the same scope
/// and stopped after the last one.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(PlatformExtension.class)
public @interface OnPlatform {
  /// How much of it.
  Scope value() default Scope.PLATFORM;
}
