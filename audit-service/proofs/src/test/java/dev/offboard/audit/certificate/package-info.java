/// Certificates that are true, and every way in which one is not.
@NullMarked
package dev.offboard.audit.certificate;

import org.jspecify.annotations.NullMarked;
