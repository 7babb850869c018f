# claimline_library(NAME [FOLDER dir] PUBLIC .. PRIVATE ..)
# A folder is a static library: every .cc in it (and in the listed SUBFOLDERS) belongs to it, and its
# headers are written "folder/name.h" from the top of the tree.
function(claimline_library name)
  cmake_parse_arguments(arg "" "FOLDER" "SUBFOLDERS;PUBLIC;PRIVATE" ${ARGN})
  if(NOT arg_FOLDER)
    set(arg_FOLDER ${name})
  endif()
  set(patterns ${PROJECT_SOURCE_DIR}/${arg_FOLDER}/*.cc)
  foreach(sub IN LISTS arg_SUBFOLDERS)
    list(APPEND patterns ${PROJECT_SOURCE_DIR}/${arg_FOLDER}/${sub}/*.cc)
  endforeach()
  file(GLOB sources CONFIGURE_DEPENDS ${patterns})
  list(FILTER sources EXCLUDE REGEX "/main\\.cc$")
  list(TRANSFORM arg_PUBLIC REPLACE "^(core|crawler|extract|index)$" "claimline_\\1")
  add_library(claimline_${name} STATIC ${sources})
  target_include_directories(claimline_${name} PUBLIC ${PROJECT_SOURCE_DIR})
  target_link_libraries(claimline_${name} PUBLIC ${arg_PUBLIC} PRIVATE ${arg_PRIVATE}
                                                 claimline_warnings)
endfunction()

# claimline_embed(NAME path/of/file.txt kSymbol)
# Puts a data file into the program: folder NAME includes it as "path/of/file.inc" and reads `kSymbol`,
# a constexpr std::string_view. For data that has to be there before any file can be found.
function(claimline_embed name path symbol)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/${path})
  file(READ ${PROJECT_SOURCE_DIR}/${path} text)
  string(REGEX REPLACE "\\.[^.]*$" ".inc" include ${path})
  file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/embedded/${include} @ONLY CONTENT
    "#pragma once\n#pragma GCC system_header  // a literal may be longer than -Wpedantic likes\n// Made from ${path}.\n#include <string_view>\ninline constexpr std::string_view ${symbol} = R\"embedded(${text})embedded\";\n")
  target_include_directories(claimline_${name} PRIVATE ${PROJECT_BINARY_DIR}/embedded)
endfunction()

# Designated initializers leave the rest at its default on purpose: no warning of missing ones.
add_library(claimline_warnings INTERFACE)
target_compile_options(claimline_warnings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor
  -Woverloaded-virtual -Wimplicit-fallthrough -Wno-missing-field-initializers)
