// libcurl, loaded when the first of its functions is called. It brings thirty libraries along (TLS, Kerberos,
// LDAP ...) that would cost every start of the program some milliseconds; most commands ask no network.
//
// The functions have curl's own names and types, so that the rest is written as for a linked library. Those
// with variable arguments take one: a long, a pointer or a curl_off_t, all of the size of a pointer here.

#include <curl/curl.h>
#include <dlfcn.h>

#include <cstdarg>

static_assert(sizeof(long) == sizeof(void*) && sizeof(curl_off_t) == sizeof(void*));

namespace {

void* library() {
    static void* const loaded = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    return loaded;
}

// Null when curl is not installed: curl_global_init() says so, nothing else is called then.
template <class Function>
Function* find(const char* name) {
    return library() == nullptr ? nullptr : reinterpret_cast<Function*>(::dlsym(library(), name));
}

}  // namespace

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): names a function and the symbol it stands for once
#define CLAIMLINE_LATE(name) static auto* const late = find<decltype(name)>(#name)

#ifdef __clang__
// libcurl declares enumerations before the ellipsis; their type is as wide as what they are promoted to.
#pragma clang diagnostic ignored "-Wvarargs"
#endif

extern "C" {

CURLcode curl_global_init(long flags) {
    CLAIMLINE_LATE(curl_global_init);
    return late == nullptr ? CURLE_FAILED_INIT : late(flags);
}
CURL* curl_easy_init(void) {
    CLAIMLINE_LATE(curl_easy_init);
    return late();
}
void curl_easy_cleanup(CURL* easy) {
    CLAIMLINE_LATE(curl_easy_cleanup);
    late(easy);
}
const char* curl_easy_strerror(CURLcode code) {
    CLAIMLINE_LATE(curl_easy_strerror);
    return late(code);
}
CURLcode curl_easy_setopt(CURL* easy, CURLoption option, ...) {
    CLAIMLINE_LATE(curl_easy_setopt);
    va_list arguments;
    va_start(arguments, option);
    void* const value = va_arg(arguments, void*);
    va_end(arguments);
    return late(easy, option, value);
}
CURLcode curl_easy_getinfo(CURL* easy, CURLINFO info, ...) {
    CLAIMLINE_LATE(curl_easy_getinfo);
    va_list arguments;
    va_start(arguments, info);
    void* const value = va_arg(arguments, void*);
    va_end(arguments);
    return late(easy, info, value);
}
CURLM* curl_multi_init(void) {
    CLAIMLINE_LATE(curl_multi_init);
    return late();
}
CURLMcode curl_multi_cleanup(CURLM* multi) {
    CLAIMLINE_LATE(curl_multi_cleanup);
    return late(multi);
}
CURLMcode curl_multi_add_handle(CURLM* multi, CURL* easy) {
    CLAIMLINE_LATE(curl_multi_add_handle);
    return late(multi, easy);
}
CURLMcode curl_multi_remove_handle(CURLM* multi, CURL* easy) {
    CLAIMLINE_LATE(curl_multi_remove_handle);
    return late(multi, easy);
}
CURLMcode curl_multi_setopt(CURLM* multi, CURLMoption option, ...) {
    CLAIMLINE_LATE(curl_multi_setopt);
    va_list arguments;
    va_start(arguments, option);
    void* const value = va_arg(arguments, void*);
    va_end(arguments);
    return late(multi, option, value);
}
CURLMcode curl_multi_perform(CURLM* multi, int* running) {
    CLAIMLINE_LATE(curl_multi_perform);
    return late(multi, running);
}
CURLMcode curl_multi_poll(CURLM* multi, curl_waitfd* extra, unsigned int extras, int milliseconds,
                          int* ready) {
    CLAIMLINE_LATE(curl_multi_poll);
    return late(multi, extra, extras, milliseconds, ready);
}
CURLMsg* curl_multi_info_read(CURLM* multi, int* left) {
    CLAIMLINE_LATE(curl_multi_info_read);
    return late(multi, left);
}
curl_slist* curl_slist_append(curl_slist* list, const char* text) {
    CLAIMLINE_LATE(curl_slist_append);
    return late(list, text);
}
void curl_slist_free_all(curl_slist* list) {
    CLAIMLINE_LATE(curl_slist_free_all);
    late(list);
}

}  // extern "C"
