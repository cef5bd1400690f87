/** Tests of events and device days. */
@NullMarked
package org.caudal.phone.event;

import org.jspecify.annotations.NullMarked;
