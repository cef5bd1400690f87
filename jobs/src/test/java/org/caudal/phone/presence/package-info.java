@NullMarked
package org.caudal.phone.presence;

import org.jspecify.annotations.NullMarked;
