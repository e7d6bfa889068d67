// A client that knows of the API what its OpenAPI document says, and nothing else: it finds each call by its id, and compares each request and
// each reply with the document. The library that does so is kin-openapi, as Debian has it.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

type object = map[string]interface{}

var (
	doc        *openapi3.T
	router     routers.Router
	violations = []string{}
	called     = map[string]bool{}
)

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// call sends an operation. Names in `given` that are no part of its path are filters.
func call(id string, given map[string]string, body object) object {
	method, path := find(id)
	query := url.Values{}
	for name, value := range given {
		if part := "{" + name + "}"; strings.Contains(path, part) {
			path = strings.Replace(path, part, url.PathEscape(value), 1)
		} else {
			query.Set(name, value)
		}
	}
	var text []byte
	if body != nil {
		text, _ = json.Marshal(body)
	}
	request, err := http.NewRequest(method, os.Getenv("API")+path+"?"+query.Encode(), bytes.NewReader(text))
	must(err)
	request.Header.Set("Authorization", "Bearer "+os.Getenv("KEY"))
	if body != nil {
		request.Header.Set("Content-Type", "application/json")
	}
	route, params, err := router.FindRoute(request)
	if err != nil {
		must(fmt.Errorf("%s %s: %w", method, request.URL.Path, err))
	}
	options := &openapi3filter.Options{
		AuthenticationFunc:    openapi3filter.NoopAuthenticationFunc,
		IncludeResponseStatus: true,
	}
	input := &openapi3filter.RequestValidationInput{
		Request: request, PathParams: params, QueryParams: query, Route: route, Options: options,
	}
	if err := openapi3filter.ValidateRequest(context.Background(), input); err != nil {
		violations = append(violations, id+" request: "+err.Error())
	}
	request.Body = io.NopCloser(bytes.NewReader(text))
	reply, err := http.DefaultClient.Do(request)
	must(err)
	defer reply.Body.Close()
	replied, err := io.ReadAll(reply.Body)
	must(err)
	// This version of the library takes every header for a text, so numbers such as Retry-After are left out.
	header := http.Header{"Content-Type": reply.Header["Content-Type"]}
	output := &openapi3filter.ResponseValidationInput{
		RequestValidationInput: input, Status: reply.StatusCode, Header: header, Options: options,
	}
	output.SetBodyBytes(replied)
	if err := openapi3filter.ValidateResponse(context.Background(), output); err != nil {
		violations = append(violations, id+" reply: "+err.Error())
	}
	called[id] = true
	value := object{}
	json.Unmarshal(replied, &value)
	return value
}

func find(id string) (string, string) {
	for path, item := range doc.Paths {
		for method, operation := range item.Operations() {
			if operation.OperationID == id {
				return method, path
			}
		}
	}
	must(fmt.Errorf("the document has no %s", id))
	return "", ""
}

func text(value object, name string) string {
	found, _ := value[name].(string)
	return found
}

func first(list object) object {
	data, _ := list["data"].([]interface{})
	if len(data) == 0 {
		return object{}
	}
	found, _ := data[0].(object)
	return found
}

func main() {
	var err error
	doc, err = openapi3.NewLoader().LoadFromFile(os.Args[1])
	must(err)
	doc.Servers = openapi3.Servers{{URL: os.Getenv("API")}}
	router, err = gorillamux.NewRouter(doc)
	must(err)

	card := object{"region": "US", "denomination": 50, "quantity": 2}
	order := call("createOrder", nil, card)
	codes := call("listOrderCodes", map[string]string{"order_id": text(order, "id")}, nil)
	claim := call("createClaim", nil, object{
		"order_id": text(order, "id"), "codes": []string{text(first(codes), "id")},
		"reason": "invalid", "description": "The console says that it is not valid.",
	})
	refused := call("createOrder", nil, object{"region": "US", "denomination": 50, "quantity": 104})
	hook := call("createWebhookEndpoint", nil, object{"url": os.Getenv("HOOK")})

	// Every call that reads, with the ids of what was made.
	known := map[string]string{
		"order_id": text(order, "id"), "claim_id": text(claim, "id"), "sku": "PSN-US-50",
		"endpoint_id": text(hook, "id"), "cursor": text(call("listInventory", nil, nil), "cursor"),
	}
	reads := []string{}
	for path, item := range doc.Paths {
		if item.Get == nil {
			continue
		}
		given := map[string]string{}
		for name, value := range known {
			if strings.Contains(path, "{"+name+"}") || (name == "cursor" && strings.HasSuffix(path, "/changes")) {
				given[name] = value
			}
		}
		reads = append(reads, item.Get.OperationID)
		call(item.Get.OperationID, given, nil)
	}
	sort.Strings(reads)
	sound := len(violations)

	// It finds a request that the document does not allow.
	call("createOrder", nil, object{"region": 5, "denomination": 50})
	out, _ := json.Marshal(object{
		"order": order["status"], "codes": len(codes["data"].([]interface{})), "claim": claim["status"],
		"refused": refused["code"], "reads": reads, "violations": violations[:sound], "found": len(violations) - sound,
	})
	fmt.Println(string(out))
}
