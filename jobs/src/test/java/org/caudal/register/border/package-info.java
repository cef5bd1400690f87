@NullMarked
package org.caudal.register.border;

import org.jspecify.annotations.NullMarked;
