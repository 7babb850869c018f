# claimline_embed(TARGET NAME file...)
# Compiles small data files into a library: each becomes a string_view of claimline::embedded, declared in the
# generated header "embedded/NAME.h" and named after the file ("abbreviations.tsv" -> abbreviations_tsv).
# Character by character, because compilers limit the length of one string literal.
function(claimline_embed target name)
  set(header "#pragma once\n#include <string_view>\nnamespace claimline::embedded {\n")
  set(source "#include \"embedded/${name}.h\"\nnamespace claimline::embedded {\n")
  foreach(file IN LISTS ARGN)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(base ${file} NAME)
    string(MAKE_C_IDENTIFIER ${base} variable)
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "'\\\\x\\1'," bytes "${bytes}")
    string(APPEND header "extern const std::string_view ${variable};\n")
    string(APPEND source "static const char ${variable}_bytes[] = {\n${bytes}\n};\n"
                         "const std::string_view ${variable}{${variable}_bytes, sizeof ${variable}_bytes};\n")
  endforeach()
  set(folder ${PROJECT_BINARY_DIR}/generated/embedded)
  file(CONFIGURE OUTPUT ${folder}/${name}.h CONTENT "${header}}\n" @ONLY)
  file(CONFIGURE OUTPUT ${folder}/${name}.cc CONTENT "${source}}\n" @ONLY)
  target_sources(${target} PRIVATE ${folder}/${name}.cc)
  target_include_directories(${target} PRIVATE ${PROJECT_BINARY_DIR}/generated)
endfunction()
